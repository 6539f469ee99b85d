"""Nobody says anything for somebody else: of every form it stands here whether it changes rows of the other alone, and why.

Ada sends every form that she is shown, and knocks at every address with everything that could stand in it. What has
changed then of what is Ben's alone has to be just what is declared.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import pytest
from werkzeug.exceptions import HTTPException

from tests.house.doors import WORDS, doors, rules
from tests.house.some_doors import at_some_things
from tests.rows import PEOPLE, SPACES, kept_now, links, rows_now, rows_since
from tests.visitors import Page, Visitor
from tests.world import (
    BENS_OWN,
    NOW,
    ONCE_EACH,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    UNSHARED,
    appointment,
    bring,
    habit_called,
    outing,
    person,
    planted,
    ticked,
)
from tracker import planned
from tracker.appointments import actions as appointments
from tracker.covers import actions as covers
from tracker.domain.habits import Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.jar import actions as jar
from tracker.pauses import actions as pauses
from tracker.spaces import actions as spaces
from tracker.telling import tell

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

A_WEEK = timedelta(weeks=1)
NEW, GONE = "new", "gone"
Changes = frozenset[
    tuple[str, str]
]  # of which tables which columns, or that there is a new row, or that one has gone

# Whose a row is: the first of these that it has.
MAKERS = (
    *("person_id", "reader_id", "author_id", "owner_id", "giver_id", "inviter_id", "proposer_id", "host_id"),
)
# What follows from ticks, terms and pauses, or from who wrote a text, and says nothing by itself.
FOLLOWS = {
    *(("tracks", "settled_through"), ("tracks", "state"), ("tracks", "rules")),
    *(("hands", NEW), ("hands", GONE)),
    *(("tidings", NEW), ("tidings", "at")),  # what somebody has done is told to whoever it is for
}


@dataclass(frozen=True)
class OfBoth:
    """What a form changes of what the other has made, and why it may."""

    changes: Changes
    because: str


def of_both(because: str, **changes: str) -> OfBoth:
    """Columns by tables, with blanks between."""
    found = {(table, column) for table, columns in changes.items() for column in columns.split()}
    return OfBoth(frozenset(found), because)


WRITTEN = "version changed_at"
A_HABIT_FOR_TWO = (
    "a habit for two is both’s to change, whoever had the idea; a pause of it is one of the habit"
)
A_TRACK_FOR_EACH = (
    "one for each has a track for each; the other’s begins with their today, and nobody else ticks it"
)
A_LEFT_HABIT = "whoever leaves a habit for two takes no tick of the other’s along, who goes on with it alone"
A_DATE = "a date is both’s to plan, to call off and to look back on"
A_DAY = "a day to remember is both’s"
AN_IDEA = "an idea that is shared is both’s to keep or let go of"
A_LIST = "what to take along to an appointment for both is a list of both; the appointment is not"
A_WORD_BACK = "who a note is for says a word back, or keeps it in view, and the note stays as it is"
HALF_A_PAUSE = "either ends their own half of a pause for both, and the other keeps theirs"
AN_ANSWER = "what the other offers or proposes is answered, or put away in silence"

BOTHS_BY_DESIGN = {
    "appointments.bring": of_both(A_LIST, things_to_bring="new"),
    "appointments.bring_after_all": of_both(A_LIST, things_to_bring="deleted_at"),
    "appointments.leave_at_home": of_both(A_LIST, things_to_bring="deleted_at"),
    "appointments.pack": of_both(A_LIST, things_to_bring="packed"),
    "appointments.unpack": of_both(A_LIST, things_to_bring="packed"),
    "covers.decline": of_both("whoever was stood in for puts the line away in silence", covers="declined"),
    "dates.call_off": of_both(A_DATE, outings=f"state {WRITTEN}"),
    "dates.edit": of_both(
        A_DATE,
        outings=f"title day starts_at minutes zone place note preparer_id both_prepare repeat_weeks {WRITTEN}",
    ),
    "dates.finish": of_both(A_DATE, outings=f"state line {WRITTEN}"),
    "dates.plan_again": of_both(A_DATE, outings=f"state {WRITTEN}"),
    "dates.put_back": of_both(A_DATE, outings="deleted_at"),
    "dates.remove": of_both(A_DATE, outings="deleted_at"),
    "habits.archive": of_both(A_HABIT_FOR_TWO, habits="archived_on"),
    "habits.ask_for_less": of_both(A_HABIT_FOR_TWO, terms="new", tracks="softer_answered"),
    "habits.bring_back": of_both(A_HABIT_FOR_TWO, habits="archived_on", pauses="new"),
    "habits.edit": of_both(A_HABIT_FOR_TWO, habits="name strategy cue unit", terms="new gone"),
    "habits.leave": of_both(A_LEFT_HABIT, habits="mode new", terms="new", tracks="owner_id habit_id new"),
    "habits.move_down": of_both("the order of what both see is one", habits="position"),
    "habits.move_up": of_both("the order of what both see is one", habits="position"),
    "habits.plant": of_both(A_TRACK_FOR_EACH, tracks="new"),
    "habits.put_less_away": of_both("what both tick is asked about once", tracks="softer_answered"),
    "habits.share": of_both(A_TRACK_FOR_EACH, tracks="new"),
    "ideas.put_back": of_both(AN_IDEA, ideas="deleted_at"),
    "ideas.remove": of_both(AN_IDEA, ideas="deleted_at"),
    "nudges.take_back": of_both(
        "what one takes back of what the other was to find is not told", tidings="gone"
    ),
    "pauses.accept": of_both(AN_ANSWER, pauses="person_id offered"),
    "pauses.end": of_both(HALF_A_PAUSE, pauses="person_id gone"),
    "pauses.lift": of_both(HALF_A_PAUSE, pauses="person_id ends_on gone"),
    "pauses.pause_again": of_both(A_HABIT_FOR_TWO, pauses="new"),
    "pauses.put_away": of_both(AN_ANSWER, pauses="offered"),
    "pauses.show": of_both(A_HABIT_FOR_TWO, pauses="new"),
    "remembered.edit": of_both(A_DAY, remembered_days="name day month year"),
    "remembered.forget": of_both(A_DAY, remembered_days="deleted_at"),
    "remembered.put_back": of_both(A_DAY, remembered_days="deleted_at"),
    "spaces.agree": of_both(AN_ANSWER, proposals="ended_at"),
    "spaces.put_away": of_both(AN_ANSWER, proposals="put_away_at"),
    "wall.answer": of_both(A_WORD_BACK, notes="answer searched"),
    "wall.pin": of_both(A_WORD_BACK, notes="pinned_at"),
    "wall.react": of_both(A_WORD_BACK, notes="reaction"),
    "wall.unpin": of_both(A_WORD_BACK, notes="pinned_at"),
}

# In which columns what Ada writes names Ben, and what it says of him there.
NAMED = {
    ("check_ins", "opened_to_id"): "whom her own check-in was given to",
    ("covers", "covered_id"): "for whom she stood in, as the giver whose name it keeps",
    ("notes", "recipient_id"): "whom her own note is for",
    ("openings", "author_id"): "who had put into the jar what she has opened",
    ("reflections", "shared_with_id"): "whom she shows her own reflection",
    ("jar_notes", "recipient_id"): "whom her own note is for",
}

# What changes rows of one's own alone, or of both as such: their space, their tick, their talk, what they agree to.
OWN = {
    "accounts.log_out",
    "exit.leave",
    "factors.stop_losing",
    "factors.switch_off",
    *(f"appointments.{act}" for act in ("edit", "make", "put_back", "remove", "share", "unshare")),
    *(f"calendars.{act}" for act in ("renew", "revoke")),
    *("checkins.hand_over", "checkins.hear", "checkins.make_private", "checkins.plant_small_thing"),
    *("checkins.reopen", "checkins.save", "checkins.take_back"),
    *("covers.cover", "covers.take_back"),
    *("dates.plan", "dates.share"),
    *("habits.tick", "habits.tick_amount", "habits.untick"),
    *("history.remove_remark", "history.show_day", "history.tick", "history.tick_amount", "history.untick"),
    *("ideas.share", "ideas.show"),
    *("jar.edit", "jar.open_one", "jar.put_back", "jar.show", "jar.take_out"),
    *("milestones.put_away", "nudges.nudge", "pauses.put_hard_days_away"),
    *(f"reflections.{act}" for act in ("edit", "look", "put_back", "remove", "share", "take_back", "write")),
    *("remembered.share", "remembered.show"),
    "reminders.show",
    *("settings.count_own", "settings.describe", "settings.shape"),
    *("security.choose_lock", "security.end_all_keys", "security.end_one_key"),
    "spaces.revoke",
    *(f"summaries.{act}" for act in ("agree", "end_link", "make_link", "print_out", "take_back", "want")),
    "talk.tap",
    "tidings.put_away",
    *("today.move_down", "today.move_up"),
    *("wall.edit", "wall.put_back", "wall.remove", "wall.show"),
}

# What says why it changes nothing here, or what it changes is held elsewhere, table by table.
NOTHING_HERE = {
    "tidings.wait": "no check-in has opened that she has not seen",
    **dict.fromkeys(
        ("accounts.forget", "accounts.log_in", "accounts.reset", "joining.begin"),
        "for guests",
    ),
    **dict.fromkeys(("registering.register", "registering.register_by_admission"), "for guests"),
    **dict.fromkeys(
        ("security.clear_log", "security.prove"),
        "asks for a password",
    ),
    **dict.fromkeys(("pushing.renew", "pushing.switch_on"), "asks for what a browser says"),
    **dict.fromkeys(("pushing.send_one", "pushing.switch_off"), "she takes no notices"),
    "security.lock_now": "her log-ins do not lock",
    "security.stay_open": "it only says that she is there",
    "passkeys.log_in": "for guests",
    **dict.fromkeys(("factors.lose", "reminders.turn_off"), "for whoever has a link from a mail"),
    **dict.fromkeys(
        ("reminders.remind_of_check_in", "reminders.remind_of_habit"), "as it is shown, it asks for no time"
    ),
    "factors.switch_on": "asks for a code of an app",
    **dict.fromkeys(
        ("passkeys.prove", "passkeys.remove", "passkeys.rename", "passkeys.show"), "she has none"
    ),
    **dict.fromkeys(
        ("factors.ask_by_mail", "factors.give_code", "factors.recover"), "for whoever has come halfway in"
    ),
    **dict.fromkeys(
        ("factors.let_go", "factors.let_stay", "factors.renew_recovery_codes"),
        "asks for a password",
    ),
    **dict.fromkeys(("settings.delete_account", "settings.secure"), "asks for a password"),
    **dict.fromkeys(
        ("exports.take", "reflections.search", "wall.search", "wall.take_shared", "ways.search"), "only looks"
    ),
    **dict.fromkeys(
        ("imports.cancel", "imports.go_on", "imports.preview", "imports.upload"), "asks for a file"
    ),
    **dict.fromkeys(
        ("spaces.invite", "joining.join", "joining.join_by_code", "spaces.welcome"), "for one alone"
    ),
    **dict.fromkeys(("spaces.say_no", "spaces.say_yes", "joining.withdraw"), "for one alone"),
    **dict.fromkeys(
        ("confirming.confirm", "confirming.name_another", "confirming.send_again"), "her address is confirmed"
    ),
    **dict.fromkeys(
        ("confirming.change", "confirming.send_code_again", "confirming.type_code"), "asks for an address"
    ),
    **dict.fromkeys(("confirming.hold",), "for guests"),
    **dict.fromkeys(("jar.deliver", "wall.deliver"), "nothing of hers waits for whoever joins"),
    "sending.take": "asks for the marks of her home; what it does then, the forms of ticks and notes do",
    "checkins.seal_again": "what was kept is sealed as it was",
    **dict.fromkeys(
        ("checkins.begin_anew", "checkins.go_on", "jar.bring_draft_back", "jar.go_on", "jar.throw_away"),
        "nobody has left for whom she had begun something",
    ),
    "calendars.entitle": "her calendar tells what it told",
    "settings.leave_space": "what becomes of each table stands on the page of belongings, and is tried in its room",
    "habits.put_recount_away": "no longest of what she sees has become another",
    "pauses.let_hard_days_count_for_nothing": "no days of hers were quiet",
    "today.put_check_in_away": "hers is sealed, and asks for nothing",
    "spaces.put_farewell_away": "nobody has left",
    "spaces.take_back": "she has proposed nothing",
    **dict.fromkeys(("talk.begin", "talk.close"), "there is one talk at a time, and it goes on"),
}


def furnish() -> None:
    """Of all that two can share and propose, something of Ben's; and of Ada's what the world has none of."""
    bring("Ben’s list", appointment("For both", TODAY + A_WEEK, by="ben", for_both=True), by="ben")
    packed = bring("Packed", appointment("Ada’s for both", TODAY + A_WEEK, by="ada", for_both=True), by="ada")
    appointments.pack(packed)
    planned.remove(appointment("Gone", TODAY + A_WEEK, by="ada"), by=person("ada"), now=NOW)
    planted("Ben’s for each", by="ben", mode=Mode.EACH, since=TODAY - timedelta(days=3))
    planted("Ben’s for both", by="ben", mode=Mode.TOGETHER, since=TODAY - timedelta(days=3), strategy=8)
    ticked("Ben’s for both", TODAY, 1, by="ben")
    days = PausedDays(TODAY - timedelta(days=2), TODAY + timedelta(days=1))
    pauses.pause(days, both=True, by=person("ben"), now=NOW)
    outing("Ben’s date", TODAY - timedelta(days=1), by="ben")
    covers.cover(TODAY, "Ben’s line", by=person("ben"), now=NOW)
    jar.put_in("Later", by=person("ben"), now=NOW)
    jar.take_out(jar.put_in("Gone", by=person("ada"), now=NOW), by=person("ada"), now=NOW)
    tell(TidingKind.NUDGE, person("ada").id, by=person("ada"), now=NOW)  # of another day
    ben = person("ben")
    spaces.shape(ben, name=ben.space.name, first_weekday=0, check_in_weekday=6, strict=True, now=NOW)


def maker_of(name, row, rows):
    """The one person whose a row is, by itself or by what it hangs on; nobody's what is of two or of no one."""
    if name == PEOPLE:
        return row["id"]
    for column in MAKERS:
        if row.get(column) is not None:
            return row[column]
        if column in row and name == "tracks":
            return None
    for link in links():
        if link.table == name and link.target not in (PEOPLE, SPACES) and row[link.column] is not None:
            parent = rows[link.target].get((row[link.column],))
            return maker_of(link.target, parent, rows) if parent else None
    return None


def changed_of(person_id, before, after):
    """What has changed of the rows that are somebody's alone."""
    for name, rows in after.items():
        for key in rows.keys() | before[name].keys():
            was, now = before[name].get(key), rows.get(key)
            if was == now:
                continue
            whose = {maker_of(name, row, of) for row, of in ((was, before), (now, after)) if row}
            if person_id not in whose:
                continue
            if was is None or now is None:
                yield name, NEW if was is None else GONE
            else:
                yield from ((name, column) for column in now if now[column] != was[column])


def named_in(person_id, before, after):
    """Where rows that are not somebody's alone have come to name them."""
    for name, rows in after.items():
        columns = {link.column for link in links() if link.table == name and link.target == PEOPLE}
        for key, row in rows.items():
            was = before[name].get(key, {})
            if row != was and maker_of(name, row, after) != person_id:
                yield from ((name, each) for each in columns if row[each] == person_id != was.get(each))


class Play:
    """Ada in a space full of things of both, which is put back after each thing that she does."""

    def __init__(self, app, keeper, world):
        self.app, self.keeper, self.ben_id = app, keeper, world.people["ben"]
        self.addresses = app.url_map.bind("localhost")
        self.found, self.moved, self.named = defaultdict(set), set(), set()
        with app.app_context():
            keeper.live(furnish)
            self.before, self.kept = rows_now(), kept_now()
            self.doors = doors(app)
            self.knocked_at = at_some_things(self.doors, world)
            db.session.rollback()

    def endpoint(self, path):
        try:
            return self.addresses.match(path.partition("?")[0], method="POST")[0]
        except HTTPException:
            return ""

    def send(self, *forms, came_from="/today"):
        """Send forms, each an address with what is typed, look what has become of Ben's rows, and put all of it back."""
        connection, path = self.keeper.connection(), forms[-1][0]
        count = connection.total_changes
        ada = Visitor.of("ada", self.app)
        for address, typed in forms:
            ada.send(address, came_from=came_from, **typed)
        if connection.total_changes == count:
            return
        with self.app.app_context():
            after = rows_since(self.before, self.kept)
            db.session.rollback()
            endpoint = self.endpoint(path)
            if endpoint != "settings.leave_space":
                if any(after[name] != rows for name, rows in self.before.items() if name != "limits"):
                    self.moved.add(endpoint)
                self.named |= set(named_in(self.ben_id, self.before, after))
                self.found[endpoint] |= set(changed_of(self.ben_id, self.before, after)) - FOLLOWS
            self.keeper.live(furnish)

    def knock_everywhere(self):
        """Every address, with some of what could stand in it and a form that says all sorts of things."""
        tried = set()
        for door in self.knocked_at:
            which = door.endpoint, tuple(sorted(door.things.items()))
            if door.method == "POST" and which not in tried and not door.opens_to_all:
                tried.add(which)
                self.send((door.path, WORDS))

    def fill_in_everything(self):
        """Every form that Ada is shown, with each of its buttons."""
        ada, sent = Visitor.of("ada", self.app), set()
        for path in sorted(
            {door.path for door in self.doors if door.method == "GET" and not door.opens_to_all}
        ):
            answer = ada.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for form in Page.of(answer).forms:
                    for address in (form.action or path, *form.elsewhere):
                        which = address.partition("#")[0], tuple(form.controls)
                        if form.method == "POST" and which not in sent and self.endpoint(which[0]):
                            sent.add(which)
                            self.send((which[0], filled_in(form)), came_from=path)

    def say_besides(self, world):
        with self.app.app_context():
            besides = list(said_besides(world))
            db.session.rollback()
        for forms in besides:
            self.send(*forms)


def filled_in(form):
    """A form with something in each of its fields, and something else in its first text."""
    typed = {name: value for name, value in form.values.items() if name != "csrf_token"}
    for name, control in form.controls.items():
        if control.get("type") in ("checkbox", "radio", "file", "hidden") or control["tag"] == "select":
            continue
        typed[name] = typed.get(name) or TYPED.get(name) or WORDS.get(name, "")
    texts = [name for name in ("name", "title", "who", "body", "words", "line") if name in form.controls]
    if not texts and "first_weekday" in typed:
        typed["first_weekday"] = "3"
    for name in texts[:1]:
        typed[name] = f"{typed[name]} and more"
    return typed


TYPED = {"day": str(TODAY + A_WEEK), "month": "5", "until": str(TODAY)}


def said_besides(world):
    """What no form says by itself as it stands, each with what comes before it."""
    unshared = [habit_called(name, "ada").id for name in (UNSHARED, ONCE_EACH)]
    yield [("/habits/share", {"habit": unshared})]
    for name in (BENS_OWN, TOGETHER):
        days = {"starts_on": str(TODAY), "ends_on": str(TODAY)}
        yield [("/pauses", {"whom": f"habit-{habit_called(name, 'ada').id}", **days})]
    week = f"/check-in/{SEALED_WEEK}"
    yield [(f"{week}/keep", {}), (f"{week}/seal-again", {})]
    yield [(f"{week}/reopen", {}), (week, {"closeness": "2", "went_well": "All"})]
    yield [(f"/covers/{world.cover}/take-back", {}), (f"/covers/{TODAY}", {"line": "I have got it"})]


def test_every_form_says_whose_rows_it_changes(app):
    forms = {rule.endpoint for rule in rules(app) if "POST" in (rule.methods or ())}

    assert forms == OWN | BOTHS_BY_DESIGN.keys() | NOTHING_HERE.keys()
    assert len(forms) == len(OWN) + len(BOTHS_BY_DESIGN) + len(NOTHING_HERE)


def test_no_form_changes_what_is_the_others_alone_but_as_is_declared(app, keeper, world):
    play = Play(app, keeper, world)

    play.knock_everywhere()
    play.fill_in_everything()
    play.say_besides(world)

    found = {endpoint: changes for endpoint, changes in play.found.items() if changes}
    undeclared = {
        endpoint: changes - (BOTHS_BY_DESIGN[endpoint].changes if endpoint in BOTHS_BY_DESIGN else set())
        for endpoint, changes in found.items()
    }
    assert {endpoint: changes for endpoint, changes in undeclared.items() if changes} == {}
    assert play.moved == OWN | BOTHS_BY_DESIGN.keys()
    assert play.named == NAMED.keys()
