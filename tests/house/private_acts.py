"""What somebody can do for themselves alone: each act step by step, most of it as they would do it in their browser.

A test sees that nothing is left out of what the partner does not see, and another that none of it shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.databases import acting, kept
from tests.factors.apps import App, secret_on
from tests.imports.loop_files import READING, csv_export
from tests.pushes import Browser
from tests.there import there
from tests.world import (
    ADA_TO_BEN,
    ADA_TO_DAN,
    ADAS_APPOINTMENT,
    ADAS_LOOK,
    ADAS_OWN_DAY,
    ADAS_OWN_IDEA,
    ADAS_OWN_OUTING,
    ADAS_PRIVATE,
    ADAS_REFLECTION,
    ADAS_TO_BRING,
    BENS_OUTING,
    DAN_TO_ADA,
    EACH,
    JAR_UNOPENED,
    NOW,
    OPENED_WEEK,
    PASSWORD,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    WITH_DAN,
    email,
    person,
    sight,
)
from tests.worlds import Life, Step
from tracker.accounts.actions import close_account, tell_of_link
from tracker.accounts.addresses import draw_code
from tracker.accounts.changing import change_address, hold_resets, want_address
from tracker.domain.passkeys import MadePasskey
from tracker.domain.states import RULES
from tracker.extensions import db
from tracker.factors.actions import keep, lose
from tracker.models import Habit, Pause, Person, Proposal, Track
from tracker.passkeys.actions import make as make_passkey
from tracker.passkeys.actions import use as use_passkey
from tracker.passkeys.queries import passkeys_of
from tracker.wall import actions as wall
from tracker.wall.queries import own_note
from tracker.web.clock import now

DAY = timedelta(days=1)
WALK = {"name": "A walk alone", "strategy": "6", "mode": "one", "private": "y", "often": "weekdays"}
NEW_PASSWORD = "another horse entirely"

ACTS: dict[str, "Act"] = {}


@dataclass(frozen=True)
class Act:
    """Who does something for themselves alone, and what had happened before in both worlds."""

    by: str
    step: Step
    after: Step

    @property
    def other(self) -> str:
        return "ben" if self.by == "ada" else "ada"


def nothing(life: Life) -> Iterator[None]:
    yield


def act(by: str = "ada", after: Step = nothing) -> Callable[[Step], Step]:
    """That a function is one of these acts, one step up to each of its ``yield``."""

    def noted(step: Step) -> Step:
        ACTS[step.__name__.replace("_", " ")] = Act(by, step, after)
        return step

    return noted


def done(answer: TestResponse) -> TestResponse:
    """An answer that leads on: what was sent was taken."""
    assert answer.status_code == 303, answer.text
    return answer


def number_in(answer: TestResponse) -> str:
    """The last part of the address that an answer leads to."""
    return str(done(answer).location).partition("#")[0].rpartition("/")[2]


def track_of(life: Life, name: str) -> int:
    """The only track of a habit."""
    return int(kept(life.app, select(Track.id).join(Habit).where(Habit.name == name))[0])


def days_of(life: Life, name: str, day: date = TODAY) -> str:
    return f"/tracks/{track_of(life, name)}/days/{day}"


def by_number(life: Life, column: Any, *which: Any) -> int:
    return int(kept(life.app, select(column).where(*which))[0])


# Habits


def plant(life: Life, **more: Any) -> None:
    ada = life.visit("ada")
    values = {**WALK, "weekdays": [str(day) for day in range(7)], "starts_on": str(TODAY - 9 * DAY), **more}
    done(ada.submit("/habits/new", **values))


@act()
def plants_a_private_habit_and_ticks_it(life: Life) -> Iterator[None]:
    plant(life)
    yield
    ada = life.visit("ada")
    for day in range(9, -1, -1):
        done(ada.send(f"/tracks/{track_of(life, WALK['name'])}/ticks/{TODAY - day * DAY}"))


@act()
def ticks_a_private_habit_and_takes_it_back(life: Life) -> Iterator[None]:
    ada, days = life.visit("ada"), days_of(life, ADAS_PRIVATE)
    done(ada.send(f"{days}/tick"))
    yield
    done(ada.send(f"{days}/untick"))
    yield
    done(ada.send(f"{days_of(life, ADAS_PRIVATE, date(2026, 3, 2))}/untick"))


@act()
def ticks_a_private_habit_without_a_network(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    said = {
        "track": track_of(life, ADAS_PRIVATE),
        "day": str(TODAY),
        "home": there(ada.get("/sending").json)["home"],
    }
    for number, kind in enumerate(("tick", "untick", "untick")):
        at = {"doing_id": f"{number:032x}", "made_at": 15 * "9"}  # a clock that goes ahead: it is now
        assert ada.send("/sending", kind=kind, **at, **said).status_code == 204
        yield


@act()
def does_more_and_more_of_something_private(life: Life) -> Iterator[None]:
    plant(life, goal="30", unit="minutes")
    yield
    ada, days = life.visit("ada"), days_of(life, WALK["name"])
    done(ada.submit(days, to=f"{days}/amount", amount="10"))
    yield
    done(ada.submit(days, to=f"{days}/amount", amount="20"))


@act()
def puts_days_of_last_year_right(life: Life) -> Iterator[None]:
    plant(life, starts_on="2025-11-01")
    ada = life.visit("ada")
    for day in (date(2025, 12, 30), date(2025, 12, 29)):
        done(ada.send(f"{days_of(life, WALK['name'], day)}/tick"))
        yield


@act()
def changes_a_private_habit(life: Life) -> Iterator[None]:
    ada, page = life.visit("ada"), f"/habits/{life.world.habits[ADAS_PRIVATE]}/edit"
    done(ada.submit(page, name="Another name", cue="At noon", often="week", times="2"))
    yield
    done(ada.submit(page, often="week", times="5", since=str(TODAY - 5 * DAY)))
    yield
    done(ada.submit(page, often="week", times="3", since=str(TODAY - 20 * DAY)))


@act()
def moves_a_private_habit_among_the_others(life: Life) -> None:
    ada, habit = life.visit("ada"), f"/habits/{life.world.habits[ADAS_PRIVATE]}"
    for way in ("up", "up", "up", "down", "up"):
        done(ada.send(f"{habit}/{way}"))


@act()
def archives_a_private_habit(life: Life) -> None:
    done(life.visit("ada").send(f"/habits/{life.world.habits[ADAS_PRIVATE]}/archive"))


@act()
def archives_a_private_habit_and_brings_it_back(life: Life) -> Iterator[None]:
    ada, habit = life.visit("ada"), f"/habits/{life.world.habits[ADAS_PRIVATE]}"
    done(ada.send(f"{habit}/archive"))
    yield
    done(ada.send(f"{habit}/bring-back"))


@act()
def pauses_a_private_habit(life: Life) -> Iterator[None]:
    ada, habit_id = life.visit("ada"), life.world.habits[ADAS_PRIVATE]
    days = {"starts_on": str(TODAY - 3 * DAY), "ends_on": str(TODAY + 9 * DAY)}
    done(ada.submit("/pauses", whom=f"habit-{habit_id}", **days))
    yield
    pause = by_number(life, Pause.id, Pause.habit_id == habit_id, Pause.ends_on > TODAY)
    done(ada.send(f"/pauses/{pause}/lift"))


@act()
def ends_the_pause_of_a_private_habit(life: Life) -> None:
    done(life.visit("ada").send(f"/pauses/{life.world.pauses['private']}/end"))


@act()
def writes_of_a_day_for_herself_alone(life: Life) -> Iterator[None]:
    ada, days = life.visit("ada"), days_of(life, TOGETHER, TODAY - DAY)
    done(ada.submit(days, body="Alone", private="y"))
    yield
    done(ada.submit(days, body="Alone, and more of it", private="y"))
    yield
    done(ada.send(f"{days}/remark/delete"))


@act()
def keeps_what_she_writes_of_a_day_for_herself(life: Life) -> None:
    done(life.visit("ada").submit(days_of(life, TOGETHER, TODAY - DAY), body="Alone", private="y"))


def an_offered_pause(life: Life) -> Iterator[None]:
    days = {"starts_on": str(TODAY + 3 * DAY), "ends_on": str(TODAY + 5 * DAY)}
    done(life.visit("ada").submit("/pauses", whom="both", **days))
    yield


@act("ben", after=an_offered_pause)
def puts_an_offered_pause_away(life: Life) -> None:
    pause = by_number(life, Pause.id, Pause.offered)
    done(life.visit("ben").send(f"/pauses/{pause}/put-away"))


@act("ben")
def declines_a_cover(life: Life) -> None:
    done(life.visit("ben").send(f"/covers/{life.world.cover}/decline"))


@act()
def puts_a_milestone_away(life: Life) -> None:
    done(life.visit("ada").submit("/today", to="/milestones"))


# The check-in


@act("ben")
def writes_at_a_draft(life: Life) -> None:
    page = f"/check-in/{SEALED_WEEK}"
    done(life.visit("ben").submit(page, went_well="Much more", closeness="2", private_line="Alone"))


@act("ben")
def keeps_a_check_in_for_himself(life: Life) -> Iterator[None]:
    ben, page = life.visit("ben"), f"/check-in/{SEALED_WEEK}"
    done(ben.submit(page, closeness="2", small_thing="Tea at noon"))
    yield
    done(ben.send(f"{page}/keep"))
    yield
    done(ben.send(f"{page}/small-thing"))


@act()
def drafts_a_check_in_of_long_ago(life: Life) -> None:
    done(life.visit("ada").send(f"/check-in/{TODAY - TODAY.weekday() * DAY - 20 * 7 * DAY}", went_well="Tea"))


@act()
def seals_other_answers(life: Life) -> Iterator[None]:
    ada, page = life.visit("ada"), f"/check-in/{SEALED_WEEK}"
    done(ada.send(f"{page}/reopen"))
    yield
    said = {"went_well": "Otherwise", "talk_about": "", "closeness": "1", "private_line": "Alone"}
    done(ada.submit(page, press="seal", mutual="y", **said))


@act()
def looks_back_on_a_week_with_somebody_who_has_left(life: Life) -> Iterator[None]:
    assert life.visit("ada").get(f"/check-in/{WITH_DAN}").status_code == 200
    yield


# The wall and the jar


@act()
def changes_a_note_to_somebody_who_has_left(life: Life) -> None:
    done(life.visit("ada").submit(f"/wall/{life.world.notes[ADA_TO_DAN]}/edit", body="Otherwise"))


@act()
def deletes_a_note_to_somebody_who_has_left(life: Life) -> None:
    done(life.visit("ada").send(f"/wall/{life.world.notes[ADA_TO_DAN]}/delete"))


@act()
def lets_a_picture_go_with_a_note_to_somebody_who_has_left(life: Life) -> Iterator[None]:
    note_id = life.world.notes[ADA_TO_DAN]
    with acting(life.app):
        ada = person("ada")
        wall.replace_picture(own_note(ada, note_id), sight("A lake"), by=ada, now=NOW)
    yield
    with acting(life.app):
        ada = person("ada")
        wall.describe(own_note(ada, note_id), "The sea", now=NOW)
    yield
    with acting(life.app):
        ada = person("ada")
        wall.take_picture_away(own_note(ada, note_id), now=NOW)


@act()
def answers_a_note_of_somebody_who_has_left(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/wall/{life.world.notes[DAN_TO_ADA]}"
    done(ada.send(f"{there}/reaction", reaction="heart"))
    yield
    done(ada.submit("/wall", to=f"{there}/answer", answer="Thank you"))


@act()
def begins_a_line_and_a_note_for_later(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    for page in ("/wall", "/wall/jar"):
        for words in ("When you", "When you came home", ""):
            done(ada.submit(page, body=words, press="press"))
            yield


@act("ben")
def keeps_what_he_has_begun(life: Life) -> None:
    done(life.visit("ben").submit("/wall", body="When you", press="press"))


@act("ben")
def is_offered_an_old_note_on_a_hard_day(life: Life) -> Iterator[None]:
    ben = life.visit("ben")
    done(ben.send("/wall/jar/open"))
    yield
    assert ben.get(f"/wall/jar?old={life.world.notes[ADA_TO_BEN]}").status_code == 200


@act()
def puts_a_note_into_the_jar(life: Life) -> None:
    done(life.visit("ada").submit("/wall/jar", body="Later"))


@act()
def changes_a_note_in_the_jar(life: Life) -> None:
    done(life.visit("ada").submit(f"/wall/jar/{life.world.jar_notes[JAR_UNOPENED]}/edit", body="Otherwise"))


@act()
def takes_a_note_out_of_the_jar(life: Life) -> None:
    done(life.visit("ada").send(f"/wall/jar/{life.world.jar_notes[JAR_UNOPENED]}/delete"))


@act()
def takes_a_note_out_of_the_jar_and_puts_it_back(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/wall/jar/{life.world.jar_notes[JAR_UNOPENED]}"
    done(ada.send(f"{there}/delete"))
    yield
    done(ada.send(f"{there}/put-back"))


@act("ben")
def opens_a_note_from_the_jar(life: Life) -> None:
    done(life.visit("ben").send("/wall/jar/open"))


# Reflections


@act()
def writes_three_reflections(life: Life) -> None:
    ada, ask = life.visit("ada"), "/reflections/new?topic=work"
    for words in ("One", "Two", "Three"):
        number = number_in(ada.send(ask, body=words, topic="work"))
        done(ada.submit(f"/reflections/{number}/edit", body=f"{words}, and more"))


@act()
def looks_from_outside(life: Life) -> None:
    done(life.visit("ada").submit("/reflections/look", body="We argued"))


@act()
def deletes_a_reflection(life: Life) -> None:
    ada, reflections = life.visit("ada"), life.world.reflections
    for words in (ADAS_REFLECTION, ADAS_LOOK):
        done(ada.send(f"/reflections/{reflections[words]}/delete"))


@act()
def puts_a_reflection_back_for_herself(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/reflections/{life.world.reflections[ADAS_REFLECTION]}"
    done(ada.send(f"{there}/delete"))
    yield
    done(ada.send(f"{there}/put-back"))


@act()
def searches_her_reflections(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    for path in ("/reflections/search", "/wall/search", "/ways/search"):
        ada.look_for(path, ADAS_REFLECTION)
    yield


# What was planned alone


@act()
def changes_a_date_of_her_own(life: Life) -> None:
    ada, there = life.visit("ada"), f"/dates/{life.world.outings[ADAS_OWN_OUTING]}"
    done(ada.submit(f"{there}/edit", title="Otherwise", place="Elsewhere"))


@act()
def calls_off_and_deletes_a_date_of_her_own(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/dates/{life.world.outings[ADAS_OWN_OUTING]}"
    for what in ("off", "delete", "put-back", "delete"):
        done(ada.send(f"{there}/{what}"))
        yield


@act()
def deletes_an_idea_of_her_own(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/dates/ideas/{life.world.ideas[ADAS_OWN_IDEA]}"
    for what in ("delete", "put-back", "delete"):
        done(ada.send(f"{there}/{what}"))
        yield


@act()
def changes_a_day_to_remember_of_her_own(life: Life) -> None:
    ada, there = life.visit("ada"), f"/dates/days/{life.world.remembered[ADAS_OWN_DAY]}"
    done(ada.submit(f"{there}/edit", name="Another day", day="12", month="3"))


@act()
def deletes_a_day_to_remember_of_her_own(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/dates/days/{life.world.remembered[ADAS_OWN_DAY]}"
    for what in ("delete", "put-back", "delete"):
        done(ada.send(f"{there}/{what}"))
        yield


# Help


@act()
def makes_an_appointment_of_her_own(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    there = f"/help/appointments/{number_in(ada.submit('/help/appointments/new', who='A lawyer', day=str(TODAY + DAY)))}"
    yield
    done(ada.submit(f"{there}/edit", who="Another lawyer"))
    yield
    done(ada.submit(there, to=f"{there}/bring", name="The papers"))


@act()
def deletes_an_appointment_of_her_own(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/help/appointments/{life.world.appointments[ADAS_APPOINTMENT]}"
    for what in ("delete", "put-back", "delete"):
        done(ada.send(f"{there}/{what}"))
        yield


@act()
def packs_for_an_appointment_of_her_own(life: Life) -> Iterator[None]:
    ada, there = life.visit("ada"), f"/help/bring/{life.world.to_bring[ADAS_TO_BRING]}"
    for what in ("pack", "unpack", "delete", "put-back", "delete"):
        done(ada.send(f"{there}/{what}"))
        yield


@act("ben")
def says_what_he_wants_from_help(life: Life) -> None:
    done(life.visit("ben").submit("/help/summary", to="/help/summary/wants", words="Something else"))


@act()
def takes_back_a_yes_that_is_not_the_last(life: Life) -> None:
    done(life.visit("ada").send("/help/summary/wants-partner/take-back"))


def an_ended_talk(life: Life) -> Iterator[None]:
    version = life.visit("ada").page("/talk").form("/talk/end").values["version"]
    done(life.visit("ada").send("/talk/end", version=version))
    yield


@act("ben", after=an_ended_talk)
def puts_an_ended_talk_away(life: Life) -> None:
    done(life.visit("ben").submit("/talk", to="/talk/close"))


@act("ada", after=an_ended_talk)
def puts_the_talk_away_that_she_began(life: Life) -> None:
    done(life.visit("ada").submit("/talk", to="/talk/close"))


# Keys and the account


@act("ben")
def makes_a_calendar_address(life: Life) -> Iterator[None]:
    ben = life.visit("ben")
    done(ben.submit("/dates/feed", to="/dates/feed"))
    yield
    done(ben.submit("/dates/feed", to="/dates/feed/titles", neutral=""))
    yield
    done(ben.send("/dates/feed/revoke"))


@act("ben")
def keeps_a_calendar_address(life: Life) -> None:
    done(life.visit("ben").submit("/dates/feed", to="/dates/feed"))


def no_link_to_the_summary(life: Life) -> Iterator[None]:
    """It is of both, and ends with the keys of either."""
    done(life.visit("ben").send("/help/summary/link/end"))
    yield


@act(after=no_link_to_the_summary)
def logs_in_elsewhere_and_ends_all_keys(life: Life) -> Iterator[None]:
    elsewhere = life.visit("")
    typed = {"email": person_address(life, "ada"), "password": PASSWORD, "stay": "y"}
    done(elsewhere.submit("/login", **typed))
    yield
    ada = life.visit("ada")
    done(ada.submit("/settings/proof", password=PASSWORD))
    yield
    done(ada.submit("/settings/keys", to="/settings/keys/end-all"))


@act()
def has_a_passkey_for_a_while(life: Life) -> Iterator[None]:
    with acting(life.app):
        new = MadePasskey("id", b"key", 1)
        make_passkey(person("ada"), new, name="Phone", handle="h", now=now())
    yield
    with acting(life.app):
        (passkey,) = passkeys_of(person("ada"))
        assert use_passkey(person("ada"), passkey, 2, now=now())
    yield
    ada = life.visit("ada")
    done(ada.submit("/settings/proof", password=PASSWORD))
    (remove,) = [each for each in ada.page("/settings/passkeys").actions if each.endswith("/remove")]
    done(ada.send(remove))


@act()
def takes_notices_for_a_while(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    done(ada.send("/settings/notices", **Browser().said))
    yield
    done(ada.send("/settings/notices/off"))


@act()
def is_reminded_for_a_while(life: Life) -> Iterator[None]:
    ada, page = life.visit("ada"), f"/habits/{life.world.habits[ADAS_PRIVATE]}/reminders"
    done(ada.submit(page, first="20:30", second="08:00"))
    done(ada.submit("/settings/reminders/check-in", first="19:00"))
    yield
    done(ada.submit(page, second=""))


@act()
def chooses_how_to_be_reminded(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    done(ada.submit("/settings/reminders", wording="Water the plants", details="y", arrivals="y"))
    yield
    done(ada.submit("/settings/reminders", quiet_from="21:00", quiet_until="08:00", by_alarm="y"))


@act()
def has_codes_as_a_second_step_for_a_while(life: Life) -> Iterator[None]:
    ada, elsewhere = life.visit("ada"), life.visit("")
    done(ada.submit("/settings/proof", password=PASSWORD))
    page = ada.page("/settings/codes")
    app = App(secret_on(page))
    typed = {**page.form("/settings/codes").values, "code": app.code()}
    assert ada.post("/settings/codes", data=typed).status_code == 200
    yield
    done(elsewhere.submit("/login", email=person_address(life, "ada"), password=PASSWORD))
    done(elsewhere.submit("/login/code", code=app.code(later=30)))
    yield
    with acting(life.app):
        lose(person("ada"), now=now())
    yield
    with acting(life.app):
        keep(person("ada"))
    yield
    assert ada.send("/settings/codes/recovery").status_code == 200
    yield
    done(ada.send("/settings/codes/off"))


@act()
def looks_at_what_happened_to_her_account_and_empties_it(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    done(ada.submit("/settings/proof", password=PASSWORD))
    assert "The password was given" in ada.page("/settings/log").text
    yield
    done(ada.submit("/settings/log", to="/settings/log/clear"))


@act()
def logs_out(life: Life) -> None:
    done(life.visit("ada").send("/logout"))


@act()
def guesses_at_her_own_password(life: Life) -> Iterator[None]:
    typed = {"email": person_address(life, "ada"), "password": "something else"}
    for _ in range(12):
        life.visit("").send("/login", **typed)
    yield


def a_wrong_password(life: Life) -> Iterator[None]:
    typed = {"email": person_address(life, "ada"), "password": "something else"}
    life.visit("").send("/login", **typed)
    yield


@act(after=a_wrong_password)
def mistypes_her_password_once_more(life: Life) -> None:
    for _ in a_wrong_password(life):
        pass


@act(after=no_link_to_the_summary)
def is_given_notice_by_whoever_runs_tend(life: Life) -> None:
    with acting(life.app):
        close_account(person("ada"), to_be_deleted=True, now=now())


@act()
def was_last_here_in_another_month(life: Life) -> None:
    with acting(life.app):
        person("ada").used_in = NOW.date().replace(month=1, day=1)


@act(after=no_link_to_the_summary)
def changes_her_password(life: Life) -> None:
    ada = life.visit("ada")
    done(ada.submit("/settings/security", old_password=PASSWORD, password=NEW_PASSWORD))


@act()
def asks_for_a_mail_to_choose_a_new_password(life: Life) -> Iterator[None]:
    life.visit("").send("/reset", email=person_address(life, "ada"))
    yield


def an_unconfirmed_address(life: Life) -> Iterator[None]:
    with acting(life.app):
        person("ada").confirmed_at = None
    yield


@act(after=an_unconfirmed_address)
def confirms_her_address(life: Life) -> Iterator[None]:
    with acting(life.app):
        code = draw_code(email("ada"), secret=life.app.config["SECRET_KEY"], now=NOW)
    yield
    done(life.visit("ada").send("/confirm", code=code))


@act(after=an_unconfirmed_address)
def gives_another_address_and_confirms_that(life: Life) -> Iterator[None]:
    ada, another = life.visit("ada"), "another.ada@example.org"
    done(ada.submit("/settings/proof", password=PASSWORD))
    done(ada.submit("/confirm/address", email=another))
    yield
    with acting(life.app):
        code = draw_code(another, secret=life.app.config["SECRET_KEY"], now=NOW)
    done(ada.send("/confirm", code=code))


@act()
def lets_her_log_ins_lock(life: Life) -> None:
    with acting(life.app):
        person("ada").locks = True


@act()
def takes_another_address_from_which_resets_are_held(life: Life) -> Iterator[None]:
    another = "another.ada@example.org"
    with acting(life.app):
        want_address(person("ada"), another, spares_former=True, now=now())
    yield
    with acting(life.app):
        change_address(person("ada"), another, tells_former=True, now=now())
    yield
    with acting(life.app):
        ada = db.session.scalars(select(Person).where(Person.email == another)).one()
        hold_resets(ada, now(), now=now())


@act()
def is_told_of_a_link_to_her_account(life: Life) -> Iterator[None]:
    with acting(life.app):
        tell_of_link(person("ada"), now=NOW)
        person("ada").new_password_due = True
    yield


@act()
def hears_that_streaks_are_counted_anew(life: Life) -> Iterator[None]:
    with acting(life.app):
        person("ada").recounted_from = RULES - 1
    yield
    done(life.visit("ada").submit("/today", to="/habits/recount"))


@act()
def says_that_no_days_were_hard(life: Life) -> None:
    done(life.visit("ada").send("/pauses/hard-days/put-away"))


@act()
def puts_habits_in_an_order_of_ones_own(life: Life) -> None:
    habit_id = life.world.habits[TOGETHER]
    done(life.visit("ada").send(f"/today/order/{habit_id}/up"))


@act()
def has_no_check_in_asked_for_this_week(life: Life) -> None:
    done(life.visit("ada").send("/today/check-in/put-away", week=SEALED_WEEK))


@act()
def wishes_for_the_numbers_of_touch(life: Life) -> None:
    done(life.visit("ada").submit("/settings/space", touch_numbers="y"))


def a_note_of_bens(life: Life) -> Iterator[None]:
    done(life.visit("ben").send("/wall", body="For you"))
    yield


@act(after=a_note_of_bens)
def sees_what_was_done_for_her(life: Life) -> None:
    assert life.visit("ada").get("/wall").status_code == 200


def other_terms_of_bens(life: Life) -> Iterator[None]:
    page = f"/habits/{life.world.habits[EACH]}/edit"
    done(life.visit("ben").submit(page, to=page, often="week", times="3"))
    yield


@act(after=other_terms_of_bens)
def sees_what_a_habit_of_both_asks_for_now(life: Life) -> None:
    assert life.visit("ada").get(f"/habits/{life.world.habits[EACH]}").status_code == 200


@act()
def wants_to_be_told_of_nothing(life: Life) -> None:
    ada = life.visit("ada")
    profile = ada.page("/settings/profile").form("/settings/profile").values
    done(
        ada.send("/settings/profile", **{name: profile[name] for name in profile if name != "tells_tidings"})
    )


def a_nudge_of_bens(life: Life) -> Iterator[None]:
    done(life.visit("ben").send("/nudge"))
    yield


@act(after=a_nudge_of_bens)
def sees_that_he_thinks_of_her(life: Life) -> None:
    assert "thinking of you" in life.visit("ada").get("/today").text


def wants_none(life: Life, name: str) -> None:
    """Somebody does without nudges, and changes nothing else."""
    someone = life.visit(name)
    profile = someone.page("/settings/profile").form("/settings/profile").values
    done(
        someone.send(
            "/settings/profile", **{each: profile[each] for each in profile if each != "takes_nudges"}
        )
    )


@act()
def wants_no_nudges(life: Life) -> None:
    wants_none(life, "ada")


def he_wants_no_nudges(life: Life) -> Iterator[None]:
    wants_none(life, "ben")
    yield


@act(after=he_wants_no_nudges)
def lets_one_who_does_without_know_that_she_thinks_of_him(life: Life) -> None:
    done(life.visit("ada").send("/nudge"))


@act()
def thinks_of_him_and_takes_it_back(life: Life) -> None:
    done(life.visit("ada").send("/nudge"))
    done(life.visit("ada").send("/nudge/take-back"))


def person_address(life: Life, name: str) -> str:
    return str(kept(life.app, select(Person.email).where(Person.id == life.world.people[name]))[0])


def a_proposal(life: Life) -> Iterator[None]:
    done(life.visit("ada").submit("/settings/space", streaks="strict"))
    yield


@act("ben", after=a_proposal)
def puts_a_proposal_away(life: Life) -> None:
    proposal = by_number(life, Proposal.id, Proposal.ended_at.is_(None))
    done(life.visit("ben").send(f"/proposals/{proposal}/put-away"))


# Files


@act()
def takes_everything_along(life: Life) -> Iterator[None]:
    assert life.visit("ada").send("/settings/export").status_code == 200
    yield


@act()
def looks_at_a_file_and_puts_it_away(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    done(ada.submit("/settings/import", file=(BytesIO(csv_export([READING])), "loop.zip")))
    yield
    done(ada.send("/settings/import/cancel"))


@act()
def brings_habits_in_from_elsewhere(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    done(ada.submit("/settings/import", file=(BytesIO(csv_export([READING])), "loop.zip")))
    yield
    done(ada.submit("/settings/import/preview"))
    yield
    done(ada.submit("/settings/import/progress"))


@act()
def reads_all_there_is(life: Life) -> Iterator[None]:
    ada = life.visit("ada")
    for path in ("/today", "/wall", "/garden", "/us", "/trends", f"/check-in/{OPENED_WEEK}", "/dates"):
        assert ada.get(path).status_code == 200
    assert ada.get(f"/wall/{life.world.notes[ADA_TO_BEN]}/picture").status_code == 200
    assert ada.get(f"/dates/{life.world.outings[BENS_OUTING]}").status_code == 200
    yield
