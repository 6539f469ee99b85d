"""Every page there is to look at, who finds it, and what they do there first."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from playwright.sync_api import FilePayload, Page

from tests.browser.couples import Household
from tests.browser.partner import PASSWORD
from tests.imports.loop_files import HABITS, csv_files, zipped

GUEST = ""


def stay(page: Page) -> None:
    """Do nothing."""


def press(name: str, *, first: str = "") -> Callable[[Page], None]:
    """Press a button; nothing else is filled in but the field called `first`."""

    def act(page: Page) -> None:
        if first:
            page.get_by_label(first, exact=True).fill("nobody-here")
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).click()

    return act


def seal(page: Page) -> None:
    """Seal a check-in; the button stands after the circles, and again at the end where there are no cards."""
    with page.expect_navigation():
        page.get_by_role("button", name="Seal it", exact=True).first.click()


def leaf_through(page: Page) -> None:
    """Go on from card to card to the last one."""
    page.locator(".cards__late").wait_for(state="hidden")
    while (button := page.get_by_role("button", name="Next", exact=True)).is_visible():
        button.click()


def press_to_see(name: str) -> Callable[[Page], None]:
    """Press a button that shows something on the same page."""
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def look_for(words: str, *, by: str = "Search") -> Callable[[Page], None]:
    """Look for some words."""

    def act(page: Page) -> None:
        page.get_by_role("searchbox").fill(words)
        with page.expect_navigation():
            page.get_by_role("button", name=by, exact=True).click()

    return act


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true })")


def invite(page: Page) -> None:
    """Make an invitation, unless its link is shown already."""
    if not page.get_by_label("Words to go with it").count():
        page.get_by_role("button", name=re.compile("^Make a")).click()
    page.get_by_label("Words to go with it").wait_for()
    unfold(page)


def make_address(page: Page) -> None:
    """Make the address of a calendar, or a new one in its place."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Make (my|a new) address")).click()
    page.get_by_label("Address", exact=True).wait_for()


def give_password(page: Page) -> None:
    """Say once more that it is you, unless that was a moment ago, and go on."""
    if page.get_by_label("Your password").count():
        page.get_by_label("Your password").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_label("Your password").wait_for(state="detached")


def hand_in(content: bytes) -> Callable[[Page], None]:
    """Choose a file of another app, and look at what is in it, or at why it cannot be taken."""

    def act(page: Page) -> None:
        file: FilePayload = {
            "name": "Loop Habits CSV 2026-03-01.zip",
            "mimeType": "application/zip",
            "buffer": content,
        }
        page.get_by_label("The file", exact=True).set_input_files(file)
        with page.expect_navigation():
            page.get_by_role("button", name="Look at it").click()

    return act


def choose_no_picture(page: Page) -> None:
    """Send something that is no picture with a note, and look at why it cannot be taken."""
    unfold(page)
    page.get_by_label(re.compile("^What do you appreciate")).fill("Look at this")
    file: FilePayload = {"name": "picture.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    page.get_by_label("A picture", exact=True).set_input_files(file)
    press("Put it on the wall")(page)


def history_with_an_odd_line() -> bytes:
    """A file in which a name is as long as any, and a line cannot be read."""
    files = csv_files([*HABITS, replace(HABITS[0], position=4, name="W" * 200)])
    place = next(name for name in files if name.startswith("001") and name.endswith("Checkmarks.csv"))
    return zipped(files | {place: files[place] + "2025-02-30,YES_MANUAL,\n"})


@dataclass(frozen=True)
class Place:
    """A page. ``who`` is `one` or `other` of a couple, of one that talks (`resting-one`), or somebody of that name;
    ``path`` may name things of theirs."""

    name: str
    who: str
    path: str
    act: Callable[[Page], None] = stay

    def path_in(self, household: Household) -> str:
        return self.path.format(**asdict(household))

    @property
    def of_a_couple(self) -> bool:
        return self.who.rpartition("-")[2] in ("one", "other")


PLACES = (
    Place("landing", GUEST, "/"),
    Place("register", GUEST, "/register"),
    Place("register with errors", GUEST, "/register", press("Make my account", first="E-mail address")),
    Place("log in", GUEST, "/login"),
    Place("log in with errors", GUEST, "/login", press("Log in", first="E-mail address")),
    Place("forgotten password", GUEST, "/reset"),
    Place("ended reset link", GUEST, "/reset/nothing"),
    Place("join by code", GUEST, "/join", press("Go on", first="Code")),
    Place("unknown invitation", GUEST, "/join/nothing"),
    Place("invited", GUEST, "/join/{invitation}"),
    Place("joining", GUEST, "/join/{invitation}/new", unfold),
    Place(
        "joining with errors", GUEST, "/join/{invitation}/new", press("Ask to join", first="E-mail address")
    ),
    Place("invited, logged in", "newcomer", "/join/{invitation}"),
    Place("invited, two already", "one", "/join/{invitation}"),
    Place("guide", GUEST, "/guide", unfold),
    Place("guide, found", GUEST, "/guide/search?words=listen"),
    Place("guide, nothing found", GUEST, "/guide/search?words=nothing-of-the-kind"),
    Place("strategy", GUEST, "/guide/empathy", unfold),
    Place("research", GUEST, "/guide/research"),
    Place("help", GUEST, "/help?country=DE"),
    Place("help, another country", GUEST, "/help?country="),
    Place("safety", GUEST, "/safety"),
    Place("the exit, what it can do", GUEST, "/safety/exit"),
    Place("after the exit", GUEST, "/measures"),
    Place("not found", GUEST, "/nothing"),
    Place("welcome", "newcomer", "/welcome", unfold),
    Place("today, empty", "newcomer", "/today"),
    Place("habits, empty", "newcomer", "/habits"),
    Place("share, alone", "newcomer", "/habits/share"),
    Place("check-in, alone", "newcomer", "/check-in"),
    Place("trends, empty", "newcomer", "/trends"),
    Place("wall, empty", "newcomer", "/wall"),
    Place("jar, alone", "newcomer", "/wall/jar"),
    Place("your weeks", "newcomer", "/us"),
    Place("invite", "newcomer", "/invite"),
    Place("settings, alone", "newcomer", "/settings"),
    Place("leave, alone", "newcomer", "/settings/leave"),
    Place("invitation", "inviting", "/invite", invite),
    Place("nobody has asked", "inviting", "/invite/asked"),
    Place("somebody asks", "asked", "/invite"),
    Place("today, somebody asks", "asked", "/today"),
    Place("welcome, waiting", "waiting", "/welcome"),
    Place("waiting for a yes", "waiting", "/join/waiting"),
    Place("today, waiting for a yes", "waiting", "/today"),
    Place("today after a farewell", "staying", "/today"),
    Place("check-in, kept", "staying", "/check-in"),
    Place("trends, alone", "staying", "/trends"),
    Place("today", "one", "/today"),
    Place("today, other", "other", "/today"),
    Place("one's own order", "one", "/today/order"),
    Place("a past day", "one", "/today/{before}"),
    Place("a day before all", "one", "/today/{long_before}"),
    Place("habits", "one", "/habits", unfold),
    Place("new habit", "one", "/habits/new"),
    Place("new habit, unfolded", "one", "/habits/new?like=look-up", unfold),
    Place("new habit with errors", "one", "/habits/new", press("Plant it")),
    Place("habit", "one", "/habits/{habit}"),
    Place("habit, unfolded", "one", "/habits/{habit}", unfold),
    Place("habit, the partner’s side", "one", "/habits/{habit}?of=partner"),
    Place("habit with amounts", "one", "/habits/{measured}"),
    Place("habit, a day", "one", "/tracks/{track}/days/{before}"),
    Place("habit, a day of the partner’s", "other", "/tracks/{track}/days/{before}"),
    Place("habit, a day with an amount", "one", "/tracks/{measured_track}/days/{before}"),
    Place(
        "habit, a day with errors", "one", "/tracks/{measured_track}/days/{before}", press("Save the remark")
    ),
    Place("private habit", "one", "/habits/{private}"),
    Place("archived habit", "one", "/habits/{archived}"),
    Place("change a habit", "one", "/habits/{habit}/edit"),
    Place("share", "one", "/habits/share"),
    Place("garden", "one", "/garden"),
    Place("garden, alone", "newcomer", "/garden"),
    Place("pauses", "one", "/pauses"),
    Place("check-in", "other", "/check-in"),
    Place("check-in with errors", "other", "/check-in", seal),
    Place("check-in, its last card", "other", "/check-in", leaf_through),
    Place("check-in, sealed", "one", "/check-in", unfold),
    Place("check-in, opened", "one", "/check-in/{earlier_week}", unfold),
    Place("check-in, opened, the other’s side", "other", "/check-in/{earlier_week}"),
    Place("trends", "one", "/trends", unfold),
    Place("trends by months", "other", "/trends/{year}", unfold),
    Place("wall", "one", "/wall"),
    Place("wall, the other’s side", "other", "/wall", unfold),
    Place("our weeks", "one", "/us"),
    Place("jar", "one", "/wall/jar"),
    Place("jar, not opened today", "other", "/wall/jar"),
    Place("wall, found", "one", "/wall", look_for("e")),
    Place("wall, nothing found", "one", "/wall", look_for("nothing-of-the-kind")),
    Place("wall with errors", "other", "/wall?about=strategy-9", press("Put it on the wall")),
    Place("wall, choosing a picture", "one", "/wall", unfold),
    Place("wall with what is no picture", "other", "/wall", choose_no_picture),
    Place("change a note", "one", "/wall/{note}/edit"),
    Place("talk, alone", "newcomer", "/talk"),
    Place("talk", "one", "/talk?about=own"),
    Place("talk in words of one’s own", "other", "/talk"),
    Place("talk, awaited", "awaited-one", "/talk"),
    Place("talk, invited", "awaited-other", "/talk"),
    Place("today, invited to a talk", "awaited-other", "/today"),
    Place("talk, speaking", "speaking-one", "/talk", unfold),
    Place("talk, listening", "speaking-other", "/talk"),
    Place("talk, asked whether it was heard", "heard-one", "/talk"),
    Place("talk, saying back", "heard-other", "/talk"),
    Place("talk, pausing", "resting-one", "/talk"),
    Place("talk, having asked for a pause", "resting-other", "/talk"),
    Place("talk, ended", "thanked-one", "/talk"),
    Place("talk on one phone", "passing-one", "/talk"),
    Place("talk on one phone, the other’s", "passing-other", "/talk"),
    Place("talk on one phone, saying back", "passed-one", "/talk"),
    Place("reflections", "one", "/reflections"),
    Place("reflections, empty", "newcomer", "/reflections"),
    Place("reflections, shared", "one", "/reflections?of=partner"),
    Place("reflections, found nothing", "one", "/reflections", look_for("nothing-like-it", by="Find")),
    Place("reflections, choose", "one", "/reflections/new"),
    Place("reflections, write", "one", "/reflections/new?topic=work&about=you"),
    Place("reflections, with errors", "one", "/reflections/new?topic=free", press("Save")),
    Place("reflections, read", "one", "/reflections/{reflection}"),
    Place("reflections, read the partner’s", "one", "/reflections/{shared}"),
    Place("reflections, change a shared one", "other", "/reflections/{shared}/edit"),
    Place("reflections, a look", "other", "/reflections/look", press_to_see("Show the time")),
    Place("reflections, read a look", "one", "/reflections/{look}"),
    Place("dates", "one", "/dates", unfold),
    Place("dates, empty", "newcomer", "/dates"),
    Place("dates, a plan", "other", "/dates/{outing}"),
    Place("dates, what has been", "one", "/dates/{been}"),
    Place("dates, a new one", "one", "/dates/new?idea=night-away"),
    Place("dates, a new one with errors", "one", "/dates/new", press("Plan it")),
    Place("dates, change a plan", "one", "/dates/{outing}/edit"),
    Place("dates, days to remember", "one", "/dates/days"),
    Place("dates, change a day to remember", "one", "/dates/days/{remembered}/edit"),
    Place("dates, days to remember, none", "newcomer", "/dates/days", press("Remember it")),
    Place("dates, a calendar", "one", "/dates/feed", make_address),
    Place("dates, no calendar", "newcomer", "/dates/feed"),
    Place("dates, ideas", "one", "/dates/ideas?mood=quiet"),
    Place("dates, ideas with errors", "one", "/dates/ideas", press("Put it in")),
    Place("dates, an idea drawn", "one", "/dates/ideas/draw"),
    Place("strategy, member", "one", "/guide/gratitude", unfold),
    Place("strategy, a tool of one's own", "one", "/guide/understand"),
    Place("strategy, how far one has come", "other", "/guide/patience", unfold),
    Place("strategy, nothing yet", "newcomer", "/guide/selfcare"),
    Place("ways", "one", "/ways"),
    Place("ways, alone", "newcomer", "/ways"),
    Place("ways, found", "other", "/ways", look_for("e")),
    Place("ways, found a tool and words", "one", "/ways", look_for("afraid")),
    Place("ways, nothing found", "newcomer", "/ways", look_for("nothing-of-the-kind")),
    Place("guide, member", "one", "/guide"),
    Place("help, member", "one", "/help"),
    Place("safety, member", "one", "/safety"),
    Place("help, appointments", "one", "/help/appointments", unfold),
    Place("help, no appointments", "newcomer", "/help/appointments"),
    Place("help, an appointment", "one", "/help/appointments/{appointment}", unfold),
    Place("help, an appointment, the other’s side", "other", "/help/appointments/{appointment}"),
    Place("help, a new appointment", "one", "/help/appointments/new"),
    Place("help, a new appointment with errors", "one", "/help/appointments/new", press("Write it down")),
    Place("help, change an appointment", "one", "/help/appointments/{appointment}/edit"),
    Place("summary", "one", "/help/summary", unfold),
    Place("summary, the other’s side", "other", "/help/summary"),
    Place("summary, alone", "newcomer", "/help/summary"),
    Place("summary on paper", "one", "/help/summary/paper"),
    Place("summary behind the link", GUEST, "/help/shown/{summary}"),
    Place("invite, two", "one", "/invite"),
    Place("settings", "one", "/settings"),
    Place("profile", "one", "/settings/profile"),
    Place("space", "one", "/settings/space"),
    Place("private habits", "one", "/settings/private-habits"),
    Place("password", "one", "/settings/security"),
    Place("keys", "one", "/settings/keys", give_password),
    Place("log", "one", "/settings/log", give_password),
    Place("lock", "one", "/settings/lock"),
    Place("on your home screen", "one", "/settings/home-screen"),
    Place("passkeys", "one", "/settings/passkeys", give_password),
    Place("codes as a second step", "one", "/settings/codes", give_password),
    Place("keys, the password with errors", "one", "/settings/proof", press("Go on")),
    Place("export", "one", "/settings/export"),
    Place("import", "other", "/settings/import"),
    Place("import with errors", "other", "/settings/import", hand_in(b"not a file of Loop's")),
    Place("import, a file", "one", "/settings/import", hand_in(history_with_an_odd_line())),
    Place("import, still waiting", "one", "/settings/import"),
    Place("leave", "one", "/settings/leave"),
    Place("delete", "one", "/settings/delete"),
)
