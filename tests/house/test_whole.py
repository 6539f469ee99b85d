"""What is tried with `--whole` alone says why every run can do without, and all of it stands here."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.choosing import left_out
from tests.house.sources import ROOT, name_of, tree
from tests.keepers import KINDS

TESTS = sorted({*(ROOT / "tests").rglob("*.py")} - {Path(__file__)})
OFFERED = ROOT / "tests" / "whole.py"

# More of the same, which `many` counts and `some` chooses from, is not named here: some of it is in every run.
ALONE = {
    "tests/accounts/test_hashing.py": ["it is a measurement: what work is done is counted in every run"],
    "tests/backups/test_before_drawn.py": [
        "a month of the same two is brought up to date and put back in every run"
    ],
    "tests/browser/late/house.py": [
        "every run loses every third answer of two who come back: all is there, once"
    ],
    "tests/browser/live/watching.py": [
        "every run sees a tick and a note come, while nothing moves and what is typed stays"
    ],
    "tests/browser/passkeys/device.py": [
        "every run makes passkeys, logs in with them, and lets none in that is removed or not its owner’s"
    ],
    "tests/browser/talk/test_turns.py": [
        "it is a measurement: the same taps are seen in the talk from invitation to tick",
    ],
    "tests/browser/talk/turns.py": [
        "every run talks on two phones from the invitation to a tick, and on one that is passed over",
    ],
    "tests/browser/test_autosave.py": [
        "every run drops a page with words in it: they are there again, and nobody else sees them"
    ],
    "tests/browser/test_checkin.py": [
        "every run draws by hand and by thumb, and leafs from card to card to the seal"
    ],
    "tests/browser/test_coming_in.py": [
        "every run comes in by a link and alone, and is handed the words to share"
    ],
    "tests/browser/test_exit.py": [
        "every run goes by the exit over https, five steps back and from every page that is remembered"
    ],
    "tests/browser/test_garden.py": [
        "every run taps a plant, and looks at the beds on a phone and on a wide screen"
    ],
    "tests/browser/test_help.py": [
        "every run takes a summary from two yeses to paper, and to a link that is dead",
        "what a link shows, as long, is printed on it in every run",
        "without JavaScript one of two lives from sign-up to farewell in every run",
    ],
    "tests/browser/test_import.py": [
        "tests/imports brings files of each kind in by the same forms in every run"
    ],
    "tests/browser/test_installing.py": [
        "tests/installing reads the manifest and all its icons in every run"
    ],
    "tests/browser/test_keyboard.py": ["every run writes on the wall by keyboard"],
    "tests/browser/test_keyboard_accounts.py": [
        "every run spends an evening by keyboard, from signing up on"
    ],
    "tests/browser/test_leaving.py": [
        "every run leaves from the middle of a form, by thumb, by Enter and by Shift, and without scripts"
    ],
    "tests/browser/test_lock.py": [
        "every run locks in all windows, in the background, without a network and without JavaScript"
    ],
    "tests/browser/test_look.py": ["every run sees the edge of what is chosen on the page of a habit"],
    "tests/browser/test_notices.py": [
        "tests/pushing asks what is sent to whom, and here an exit takes along what is shown, in every run"
    ],
    "tests/browser/test_offline.py": [
        "every run is without a network at Today, at another page and in the middle of a form"
    ],
    "tests/browser/test_opening.py": [
        "every run sees a week open by itself, without a script, and answers it by keyboard"
    ],
    "tests/browser/test_paper.py": ["every run prints a week, the wall, whom to call and a summary"],
    "tests/browser/test_pictures.py": [
        "every run sends a picture to the partner, and says what cannot be taken while all words stay"
    ],
    "tests/browser/test_proxy.py": [
        "every run goes by the exit behind the same nginx, over https",
        "tests/web/test_hosts.py asks what a port in an address means",
    ],
    "tests/browser/test_reflections.py": ["every run keeps what is written, by itself and once"],
    "tests/browser/test_registering.py": [
        "tests/accounts/test_confirming.py asks in every run what becomes of a code, and of one that is too old"
    ],
    "tests/browser/test_today.py": [
        "every run looks at the first screen, ticks, and sees whose mark is whose"
    ],
    "tests/browser/test_tools.py": [
        "tests/dates, tests/wall and tests/guide take each of these steps in every run",
        "without JavaScript one of two lives from sign-up to farewell in every run",
    ],
    "tests/browser/test_two_people.py": [
        "in every run one of two has JavaScript",
        "in every run one of two has no JavaScript",
    ],
    "tests/browser/test_two_windows.py": [
        "names of any letters and lengths fit every page, this one too, in every run",
        "tests/web/test_overwriting.py sends every form over what has changed meanwhile, in every run",
    ],
    "tests/browser/test_versions.py": [
        "it takes the worker of another version: what this one keeps and sends is asked in every run"
    ],
    "tests/browser/test_wall.py": [
        "every run keeps a line that was begun and an answer, and puts neither before anybody else"
    ],
    "tests/browser/test_webkit.py": ["another engine: two people live in Chromium in every run"],
    "tests/browser/test_week.py": [
        "tests/checkins lives weeks by the same actions, and two people check in from sign-up on, in every run"
    ],
    "tests/browser/test_widths.py": ["every run measures Today, a week, a habit, a talk and a form"],
    "tests/exit/test_exit.py": ["a page begins the same whatever keeps what is on it"],
    "tests/exports/test_pages.py": ["Ada has whatever there is, and a partner as well"],
    "tests/help/test_places_checked.py": [
        "it goes by the clock and warns; on given days every run asks what is long ago"
    ],
    "tests/house/test_doors.py": ["every page is asked of PostgreSQL by Ben in every run"],
    "tests/house/test_mutants.py": [
        "it is a tool of whoever writes tests; a fork kills two changes in every run"
    ],
    "tests/house/test_queries.py": [
        "what one page asks for is the same on both, and counted on one in every run"
    ],
    "tests/house/test_two_worlds.py": ["of all acts, one after the other, nothing shows"],
    "tests/operations/test_backups.py": ["tests/backups makes and restores them on both in every run"],
    "tests/operations/test_bench.py": [
        "it is a measurement: couples beside others are measured in every run"
    ],
    "tests/operations/test_commands.py": [
        "every run serves and restores what others have put there, and is stopped by Ctrl+C",
        "the demo is built, and keeps to settings of its own, in every run",
    ],
    "tests/operations/test_lives.py": ["lives are written at once for measurements alone"],
    "tests/operations/test_running.py": ["tests/operations/test_log.py reads the same line in every run"],
    "tests/operations/test_server.py": [
        "of many processes that start at once one brings tables up to date in every run",
        "of two workers each that dies is replaced in every run",
        "of two workers each that dies is replaced in every run",
        "one worker ends with the process that watches it in every run",
        "one worker says the same sentences in every run",
        "one worker that is told twice stops at once in every run",
        "what is in flight on one worker comes to its end in every run",
    ],
    "tests/wall/test_begun_for_another.py": [
        "of two partings both are asked in every run, by the same statements"
    ],
}

# What crosses several things, of which every run asks each in some case, and `--whole` all cases.
CROSSED = {
    "tests/accounts/test_room.py": ["a kind, and the database"],
    "tests/appointments/test_leaving.py": ["a kind, and the database"],
    "tests/backups/test_parted.py": ["a habit, who leaves it, and the database"],
    "tests/backups/test_restore.py": ["what is wrong, and the database"],
    "tests/checkins/test_at_once.py": ["a try and the database"],
    "tests/exports/test_counted_as_both_say.py": [
        "what a file says, of which habit, who brings it, and the database"
    ],
    "tests/guide/test_lived.py": ["a tool, and who opens it"],
    "tests/habits/test_streaks.py": ["a try and the database", "a walk and the database"],
    "tests/imports/test_import.py": ["a history, a kind of file, who brings it, and the database"],
    "tests/installing/test_icons.py": ["an icon, and its kind"],
    "tests/passkeys/test_within_forms.py": [
        "a kind of code, and the form",
        "what is bent, and the form",
        "what stands for a code, and the form",
    ],
    "tests/reflections/test_finding.py": ["a number, where it stands, and the database"],
    "tests/reminders/test_mails.py": ["where a server stops, and the database"],
    "tests/settings/test_weeks.py": ["the day of the check-in, the first of the week, and the database"],
    "tests/spaces/test_leaving_races.py": ["what is done, how one leaves, and the database"],
    "tests/spaces/test_nothing_is_lost.py": ["who ends it, what was before, and the database"],
    "tests/talk/test_at_once.py": ["a try and the database", "a try and the database"],
    "tests/wall/test_drawing.py": [
        "a kind of picture and how it was held",
        "a kind of picture and of colours",
        "a kind of picture and where it is cut",
    ],
    "tests/wall/test_waiting.py": ["what was sent, whose turn it is, and the database"],
    "tests/web/test_overwriting.py": ["a form, and the database"],
    "tests/web/test_pace.py": ["what is asked, and the address"],
}

# What one database is asked in every run, and both with `--whole`: each file with what all its tests have in common.
ON_EITHER = {
    "tests/accounts/test_asked_mails.py": "each counts tries by the same statements as the one beside it",
    "tests/accounts/test_changing.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_confirming.py": "each makes and confirms an account by the same statements as the one beside it",
    "tests/accounts/test_ended_log_ins.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_events.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_guessing.py": "each counts tries by the same statements as the one beside it",
    "tests/accounts/test_guessing_codes.py": "each counts tries by the same statements as the one beside it",
    "tests/accounts/test_invited.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_marks.py": "each counts tries by the same statements as the one beside it",
    "tests/accounts/test_one_screen.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_openness.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_room.py": "what there is of a kind is counted by the same statement for all of them",
    "tests/accounts/test_unconfirmed.py": "each changes an account by the same statements as the one beside it",
    "tests/accounts/test_unconfirmed_restored.py": "each makes or puts back a backup by the same statements as the one beside it",
    "tests/appointments/test_leaving.py": "each reads the same list for somebody else, or after the same parting",
    "tests/backups/test_before_drawn.py": "each goes back and is brought up to date by the same steps as the one beside it",
    "tests/backups/test_daily.py": "each makes or puts back a backup by the same statements as the one beside it",
    "tests/backups/test_gone.py": "each puts a backup back by the same statements as the one beside it",
    "tests/backups/test_list.py": "each puts a backup back by the same statements as the one beside it",
    "tests/backups/test_parted.py": "each puts a backup back by the same statements as the one beside it",
    "tests/backups/test_restore.py": "each puts a backup back by the same statements as the one beside it",
    "tests/backups/test_taken_back.py": "each puts a backup back by the same statements as the one beside it",
    "tests/checking/test_rules.py": "every rule is asked of both where nothing is wrong, by the same statements",
    "tests/checkins/test_actions.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/checkins/test_after_sealing.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/checkins/test_at_once.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/checkins/test_hearing.py": "each reads the same list for somebody else, or after the same parting",
    "tests/checkins/test_in_time.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/covers/test_covers.py": "each reads the same list for somebody else, or after the same parting",
    "tests/dates/test_leaving.py": "each parts two with what they plan by the same statements as the one beside it",
    "tests/dates/test_repeating.py": "each reads the same list for somebody else, or after the same parting",
    "tests/exit/test_name.py": "each sets something by the same statement as the one beside it",
    "tests/exports/test_archive.py": "each reads everything by the same statements as the one beside it",
    "tests/exports/test_arriving.py": "each lets a file come piece by piece by the same statements as the one beside it",
    "tests/exports/test_arriving_pages.py": "each lets a file come piece by piece by the same statements as the one beside it",
    "tests/exports/test_both_halves.py": "each brings two files in by the same statements as the one beside it",
    "tests/exports/test_bring_back.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_bring_back_and_part.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_bring_back_beside.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_counted_as_both_say.py": "each brings two files in by the same statements as the one beside it",
    "tests/exports/test_halves.py": "each brings a half in by the same statements as the one beside it",
    "tests/exports/test_halves_changed_since.py": "each brings two files in by the same statements as the one beside it",
    "tests/exports/test_ids.py": "each brings ids in by the same statements as the one beside it",
    "tests/exports/test_lives.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_marks.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_order.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_pages.py": "each reads everything by the same statements as the one beside it",
    "tests/exports/test_pictures.py": "each takes pictures along by the same statements as the one beside it",
    "tests/exports/test_since_and_before.py": "each brings two files in by the same statements as the one beside it",
    "tests/factors/test_lost.py": "each changes an account by the same statements as the one beside it",
    "tests/garden/test_garden.py": "each reads the same list for somebody else, or after the same parting",
    "tests/guide/test_lived.py": "each reads the same list for somebody else, or after the same parting",
    "tests/habits/test_leaving_one.py": "each leaves one habit by the same statements as the one beside it",
    "tests/habits/test_said_late.py": "each folds and reads streaks by the same statements as the one beside it",
    "tests/habits/test_streaks.py": "each folds and reads streaks by the same statements as the one beside it",
    "tests/habits/test_touch_stays_fresh.py": "each folds and reads streaks by the same statements as the one beside it",
    "tests/habits/test_who_ticked.py": "each folds and reads streaks by the same statements as the one beside it",
    "tests/imports/test_again.py": "each brings files in again by the same statements as the one beside it",
    "tests/imports/test_import.py": "each brings a file in by the same statements as the one beside it",
    "tests/imports/test_room.py": "room is looked for by the same statements, whatever a file holds",
    "tests/imports/test_wrong_files.py": "each brings a file in by the same statements as the one beside it",
    "tests/installing/test_manifest.py": "each sets something by the same statement as the one beside it",
    "tests/jar/test_jar.py": "each reads the same list for somebody else, or after the same parting",
    "tests/jar/test_never_known.py": "each reads the same list for somebody else, or after the same parting",
    "tests/jar/test_nothing_waits.py": "each reads the same list for somebody else, or after the same parting",
    "tests/live/test_tags.py": "each asks for the tag of a page by the same statements as the one beside it",
    "tests/migrations/test_brought_over.py": "each is brought over by a migration that no longer changes",
    "tests/migrations/test_migrations.py": "each goes the way of all migrations, down and up, as the one beside it",
    "tests/migrations/test_upgrading.py": "each starts on a database of before by the same steps as the one beside it",
    "tests/milestones/test_milestones.py": "each folds and reads streaks by the same statements as the one beside it",
    "tests/pushing/test_notices.py": "each sends notices to devices by the same statements as the one beside it",
    "tests/reflections/test_finding.py": "each asks for a page of the same list, with other values",
    "tests/reflections/test_looks.py": "each asks for a page of the same list, with other values",
    "tests/reflections/test_pages.py": "each asks for a page of the same list, with other values",
    "tests/reflections/test_privacy.py": "each reads the same list for somebody else, or after the same parting",
    "tests/reminders/test_mails.py": "each plans and sends reminders by the same statements as the one beside it",
    "tests/reminders/test_notices.py": "each plans and sends reminders by the same statements as the one beside it",
    "tests/reminders/test_planning.py": "each plans and sends reminders by the same statements as the one beside it",
    "tests/sending/test_sending.py": "each sends what was done by the same statements as the one beside it",
    "tests/settings/test_keys.py": "each sets something by the same statement as the one beside it",
    "tests/settings/test_touch.py": "each sets something by the same statement as the one beside it",
    "tests/settings/test_weeks.py": "each reads weeks by the same statements, on another day",
    "tests/spaces/test_deleting.py": "each joins or parts two by the same statements as the one beside it",
    "tests/spaces/test_ending.py": "each proposes and answers by the same statements as the one beside it",
    "tests/spaces/test_invitations.py": "each follows a link or a code by the same statements as the one beside it",
    "tests/spaces/test_joining_and_leaving.py": "each joins or parts two by the same statements as the one beside it",
    "tests/spaces/test_nothing_is_lost.py": "each looks at all rows after a way of parting that others go as well",
    "tests/spaces/test_proposing.py": "each proposes and answers by the same statements as the one beside it",
    "tests/spaces/test_three_words.py": "each says and answers three words by the same statements as the one beside it",
    "tests/spaces/test_words.py": "each parts two or ends an account by the same statements as the one beside it",
    "tests/summaries/test_coming_and_going.py": "each reads the same list for somebody else, or after the same parting",
    "tests/summaries/test_link.py": "each reads the same list for somebody else, or after the same parting",
    "tests/summaries/test_paper.py": "each reads the same list for somebody else, or after the same parting",
    "tests/summaries/test_summary.py": "each reads the same list for somebody else, or after the same parting",
    "tests/talk/test_actions.py": "each reads and writes the one row of a talk by the same statements",
    "tests/talk/test_at_once.py": "each reads and writes the one row of a talk by the same statements",
    "tests/talk/test_topics.py": "each reads and writes the one row of a talk by the same statements",
    "tests/today/test_lists.py": "each reads the lists of a day by the same statements as the one beside it",
    "tests/today/test_quiet.py": "each parts two, and reads pages by the same statements as the one beside it",
    "tests/today/test_today.py": "each reads the same list for somebody else, or after the same parting",
    "tests/trends/test_changes.py": "each reads weeks by the same statements as the one beside it",
    "tests/trends/test_insights.py": "each reads weeks by the same statements as the one beside it",
    "tests/trends/test_keeping.py": "each keeps what was worked out by the same statements as the one beside it",
    "tests/trends/test_own_words.py": "each reads weeks by the same statements as the one beside it",
    "tests/trends/test_trends.py": "each reads weeks by the same statements as the one beside it",
    "tests/us/test_us.py": "each reads what is of both by the same statements as the one beside it",
    "tests/wall/test_begun_for_another.py": "each keeps a beginning by the same statements as the one beside it",
    "tests/wall/test_drafts.py": "each keeps a beginning by the same statements as the one beside it",
    "tests/web/test_pace.py": "each counts tries by the same statements as the one beside it",
}


def marks(path: Path, mark: str = "whole") -> Iterator[str]:
    """The reasons that a file gives for a mark, and what stands where one is missing."""
    if not re.search(rf"mark\.{mark}\b|\bonly_{mark}\b", path.read_text()):
        return
    syntax = tree(path)
    called = {node.func: node for node in ast.walk(syntax) if isinstance(node, ast.Call)}
    for node in ast.walk(syntax):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == mark
            and ast.unparse(node) == f"pytest.mark.{mark}"
        ):
            yield reason([*called[node].args] if node in called else [])
        if mark == "whole" and isinstance(node, ast.Call) and ast.unparse(node.func) == "only_whole":
            yield reason([each.value for each in node.keywords if each.arg == "why"])


def reason(given: list[ast.expr]) -> str:
    match given:
        case [ast.Constant(str(words))] if words:
            return words
        case _:
            return "no reason"


def test_all_that_every_run_does_without_stands_here_with_its_reason():
    found = {name_of(path): sorted(marks(path)) for path in TESTS if path != OFFERED}

    assert {name: reasons for name, reasons in found.items() if reasons} == ALONE


def test_a_mark_without_a_reason_is_seen(tmp_path):
    file = tmp_path / "test_a_thing.py"
    file.write_text("pytestmark = pytest.mark.whole\n@pytest.mark.whole()\ndef test_it(): ...\n")

    assert list(marks(file)) == ["no reason", "no reason"]


def test_what_either_database_is_enough_for_stands_here_with_its_reason():
    found = {name_of(path): [*marks(path, "on_either")] for path in TESTS}

    assert {name: reasons for name, reasons in found.items() if reasons} == {
        name: [why] for name, why in ON_EITHER.items()
    }


def test_what_crosses_several_things_stands_here_with_them():
    found = {name_of(path): sorted(marks(path, "crossed")) for path in TESTS}

    assert {name: things for name, things in found.items() if things} == CROSSED


@dataclass(frozen=True, eq=False)
class Item:
    """A case of a test, as far as it is looked at to choose."""

    nodeid: str
    callspec: SimpleNamespace
    fixturenames: tuple[str, ...] = ("keeper",)
    marked: tuple[pytest.Mark, ...] = ()

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return next(self.iter_markers(name), None)

    def iter_markers(self, name: str) -> Iterator[pytest.Mark]:
        return (each for each in self.marked if each.name == name)


def asked(items):
    gone = left_out(items, both=False, all_of_it=True)
    return [each for each in items if each not in gone]


@pytest.mark.parametrize(
    ("asks", "kept_by", "more", "on_the_server"),
    [
        ("inside", "keeper", {}, 5),
        ("inside", "keeper", {"one_in": 10}, 2),
        ("inside", "place", {}, 5),
        ("ada", "keeper", {}, 0),
    ],
)
def test_one_of_both_is_asked_each_and_the_first_what_no_run_asks_of_the_other(
    asks, kept_by, more, on_the_server
):
    mark = pytest.mark.on_either("why", **more).mark
    items = [
        Item(
            f"test_it.py::test_{number}[{kind}]",
            SimpleNamespace(params={kept_by: kind}),
            (kept_by, asks),
            (mark,),
        )
        for number in range(20)
        for kind in KINDS
    ]

    kinds = Counter(each.callspec.params[kept_by] for each in asked(items))
    assert {each.nodeid.partition("[")[0] for each in asked(items)} == {
        f"test_it.py::test_{number}" for number in range(20)
    }
    assert (kinds["sqlite"], kinds["postgresql"]) == (20 - on_the_server, on_the_server)


def test_where_several_things_cross_each_is_asked_once_and_no_row_is_torn_apart():
    rows, sides = [("one", 1), ("another", 1), ("a third", 2)], ["left", "right"]
    tables = (
        pytest.mark.parametrize(("word", "number"), rows).mark,
        pytest.mark.parametrize("side", sides).mark,
    )
    items = [
        Item(
            f"test_it.py::test_a_thing[{kind}-{word}-{side}]",
            SimpleNamespace(params={"keeper": kind, "word": word, "number": number, "side": side}),
            marked=(*tables, pytest.mark.crossed("why").mark),
        )
        for kind in KINDS
        for word, number in rows
        for side in sides
    ]

    found = [each.callspec.params for each in asked(items)]
    assert len(found) == len(rows)
    assert {each["keeper"] for each in found} == {*KINDS}
    assert {(each["word"], each["number"]) for each in found} == {*rows}
    assert {each["side"] for each in found} == {*sides}


@pytest.mark.parametrize("name", ON_EITHER)
def test_of_a_file_that_either_is_enough_for_both_are_asked_something(name):
    tests = [
        node.name
        for node in ast.walk(tree(ROOT / name))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]

    assert len(tests) > 1
