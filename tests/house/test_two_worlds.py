"""Two worlds, the same but for what one of two does for themselves alone: the other finds the same in both, byte for byte."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import unified_diff
from itertools import chain, pairwise, product
from statistics import correlation
from zlib import crc32

import pytest
from sqlalchemy import Boolean, Column, select

from tests.chance import Chance
from tests.databases import kept
from tests.house.private_acts import ACTS, Act, nothing
from tests.whole import RUN, only_whole
from tests.worlds import CHANGED, EVENING, GONE, LATER, MADE, WHEN, Change, Found, Life, Step, Told, lived_by
from tracker.app import BELONGINGS
from tracker.keys import COUNTED, LARGEST
from tracker.models import Note, Person, Reflection
from tracker.sight import BY_BOTH

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

# What nobody does, or the other is meant to see, with the reason.
OF_TWO = "what one of two plans is for both"
FOR_THE_OTHER = "it is said to the other"
NO_END = "no page takes it away"
ALONE = "only whoever is alone does"
BY_JOINING = "it comes about by joining"
NEVER: dict[Change, str] = {
    ("acknowledgements", MADE): FOR_THE_OTHER,
    ("acknowledgements", CHANGED): FOR_THE_OTHER,
    ("acknowledgements", GONE): FOR_THE_OTHER,
    ("arrivals", MADE): ALONE,
    ("arrivals", CHANGED): ALONE,
    ("arrivals", GONE): ALONE,
    ("bookings", CHANGED): "each is booked once",
    ("bookings", GONE): NO_END,
    ("check_ins", GONE): NO_END,
    ("habits", GONE): NO_END,
    ("halves", MADE): ALONE,
    ("halves", CHANGED): ALONE,
    ("halves", GONE): ALONE,
    ("hands", CHANGED): "whoever has written a text has written it",
    ("hands", GONE): NO_END,
    ("ideas", MADE): OF_TWO,
    ("insights", MADE): "no page keeps it",
    ("insights", CHANGED): "no page keeps it",
    ("insights", GONE): "no page takes it away",
    ("invitations", MADE): ALONE,
    ("invitations", CHANGED): ALONE,
    ("invitations", GONE): ALONE,
    ("notes", MADE): FOR_THE_OTHER,
    ("openings", CHANGED): "what was opened stays as it was",
    ("openings", GONE): NO_END,
    ("outings", MADE): OF_TWO,
    ("remembered_days", MADE): OF_TWO,
    ("planned_reminders", MADE): "the clock plans, and no page",
    ("planned_reminders", CHANGED): "what was planned was planned",
    ("planned_reminders", GONE): "it is swept away by the clock",
    ("reminders", CHANGED): "one at another time is another",
    ("reminder_ways", GONE): NO_END,
    ("push_subscriptions", CHANGED): "another takes the place of one",
    ("recovery_codes", CHANGED): "one is there, or used",
    ("tidings", CHANGED): "what is done again is for the other",
    ("tellings", CHANGED): "one is told once",
    ("tellings", GONE): "one is told once",
    ("terms", CHANGED): "they are written anew",
    ("track_years", GONE): "they go with their track",
    ("tracks", GONE): "they go with their habit",
    ("unticks", GONE): NO_END,
    ("upload_parts", MADE): "a file is sent like any other, in more pieces",
    ("upload_parts", CHANGED): "they are written once",
    ("upload_parts", GONE): "they go with their file",
    ("wants", MADE): "both have said some in this world, and say others",
    ("wants", GONE): NO_END,
}
SHOWN: dict[tuple[str, str], str] = {
    ("agreements", "until"): "to what weeks one agrees is for both",
    ("covers", "came_on"): "by two files, which is for both",
    ("people", "colour"): "it is for both",
    ("people", "day_ends_at"): "the days of two are open as long as one's is",
    ("people", "joined_on"): BY_JOINING,
    ("people", "name"): "it is for both",
    ("people", "own_ways"): BY_JOINING,
    ("people", "registered_at"): "it never changes",
    ("people", "seat"): BY_JOINING,
    ("people", "space_id"): BY_JOINING,
    ("people", "zone"): "the days of two are open as long as one's is",
    ("proposals", "ended_at"): "a yes is for both",
    ("talks", "resting"): "both are in the talk",
}

NOT_THERE = "404 NOT FOUND"

# What the other finds where nobody has done anything, by who they are, by what had happened before, and by when they look.
QUIET: dict[tuple[object, ...], Found] = {}

# Whoever has done these is out, is asked who they are, can only read, or has come to a bound: each row ends a world of its own.
LAST = (
    ("logs out", "lets her log ins lock", "takes another address from which resets are held"),
    ("has a passkey for a while", "guesses at her own password"),
    ("has codes as a second step for a while",),
    ("looks at what happened to her account and empties it",),
    ("logs in elsewhere and ends all keys", "is given notice by whoever runs tend"),
    ("changes her password",),
    ("confirms her address",),
    ("gives another address and confirms that",),
)
# And these take something away that others make use of, and so come after them.
AWAY = {
    "deletes a note to somebody who has left",
    "takes a note out of the jar",
    "deletes a reflection",
    "deletes an appointment of her own",
}


def one_after_the_other() -> Iterator[list[str]]:
    """All acts, many in one world. In which, its name decides, so that one more act leaves all others where they are."""
    for by, new in product(("ada", "ben"), (True, False)):
        these = [name for name, act in ACTS.items() if act.by == by and (act.after is nothing) is new]
        these.sort(key=AWAY.__contains__)
        last = [[*names] for names in LAST if names[0] in these] or [[]]
        others = {name: crc32(name.encode()) % len(last) for name in these if name not in chain(*LAST)}
        yield from ([name for name in others if others[name] == at] + end for at, end in enumerate(last))


MANY = [*one_after_the_other()]
ALONE_TOO = [["puts days of last year right"]]  # another habit of that name stands in its way


@pytest.fixture
def begin(app, world, moment, monkeypatch, keeper):
    """Lets the world begin anew, with the same chance."""

    def anew() -> Life:
        keeper.put_back()
        chance = Chance()
        chance.rules(monkeypatch)
        return Life(app, world, moment, chance)

    return anew


@pytest.fixture
def quiet(begin):
    """What the other finds in a world in which nobody has done any of some acts."""

    def of(acts: Sequence[Act], when: Sequence[str]) -> Found:
        where = acts[0].other, happened_before(acts), *when
        if where not in QUIET:
            like = of([replace(acts[0], after=nothing)], when) if happened_before(acts) else None
            QUIET[where] = lived(begin(), acts, when, like, loud=False)
        return QUIET[where]

    return of


def happened_before(acts: Sequence[Act]) -> tuple[Step, ...]:
    return tuple(dict.fromkeys(each.after for each in acts if each.after is not nothing))


def lived(
    life: Life, acts: Sequence[Act], when: Sequence[str], like: Found | None, *, loud: bool = True
) -> Found:
    """What the other finds where somebody has done some acts, or where nobody has; given what they found in a world like it."""
    begun(life, acts, loud=loud)
    return lived_by(life, acts[0].other, when, None if RUN.whole else like)


def begun(life: Life, acts: Sequence[Act], *, loud: bool) -> None:
    if acts[0].other == "ben":
        life.subscribe()
    happened = {nothing}
    for act in acts:
        if act.after not in happened:
            life.happen(act.after)
            happened.add(act.after)
        if loud:
            life.act(act.step)


@pytest.mark.everybodys("the clock sweeps for all")
@pytest.mark.parametrize(
    "names",
    [*MANY, *(only_whole([name], why="of all acts, one after the other, nothing shows") for name in ACTS)],
    ids=lambda names: f"{names[-1]}, the last of {len(names)}",
)
def test_no_byte_of_the_others_changes(begin, quiet, names):
    acts, when = [ACTS[name] for name in names], looked_at(names)
    before = quiet(acts, when)

    after = lived(begin(), acts, when, like=before)

    assert differences(before.told, after.told) == {}
    assert there(after.told) - there(before.told) == set()


def looked_at(names: list[str]) -> Sequence[str]:
    """When the other looks at a world: with `--whole` that evening and later; else later at the one in which either of the
    two does most, and that evening at the others."""
    if RUN.whole:
        return WHEN
    fullest = max((each for each in MANY if ACTS[each[0]].by == ACTS[names[0]].by), key=len)
    return [LATER if names == fullest else EVENING]


def there(told: Told) -> set[str]:
    """Where something answers."""
    return {each for each, (status, *_more) in told.items() if status != NOT_THERE}


def test_each_act_is_done_in_one_of_the_worlds_by_whom_all_others_there_are(keeper):
    assert sorted(chain(*MANY)) == sorted(ACTS)
    assert {len({ACTS[name].by for name in names}) for names in MANY} == {1}
    assert ACTS.keys() >= AWAY


@pytest.mark.everybodys("the clock sweeps for all")
def test_what_the_other_is_meant_to_see_makes_a_difference(begin, quiet):
    acts, wall = [Act("ada", writes_on_the_wall, nothing)], f"GET /wall, {EVENING}"
    before = quiet(acts, [EVENING])
    after = lived(begin(), acts, [EVENING], like=before)

    assert b"For you" in after.told[wall][1]
    assert wall in differences(before.told, after.told)


def writes_on_the_wall(life: Life) -> None:
    life.visit("ada").send("/wall", body="For you")


def differences(quiet: Told, loud: Told) -> dict[str, list[str]]:
    """What reads otherwise, each with the lines that do."""
    return {
        each: changed_lines(quiet[each], loud[each])
        for each in quiet.keys() & loud.keys()
        if quiet[each] != loud[each]
    }


def changed_lines(*answers: tuple[object, ...] | None) -> list[str]:
    quiet, loud = ("\n".join(map(lines_of, each or ())).splitlines() for each in answers)
    return [line[:200] for line in unified_diff(quiet, loud, n=0, lineterm="")][2:12]


def lines_of(part: object) -> str:
    return part.decode(errors="replace") if isinstance(part, bytes) else str(part)


@pytest.mark.everybodys("the clock sweeps for all")
def test_there_is_an_act_for_all_that_the_partner_does_not_see(begin):
    """Of each table that is not for both, for making, changing and taking away a row; of what is for both, for each state."""
    changes: set[Change] = set()
    columns: set[tuple[str, str]] = set()
    for names in [*MANY, *ALONE_TOO]:
        life = begin()
        begun(life, [ACTS[name] for name in names], loud=True)
        life.sweep()
        changes |= life.changes
        columns |= life.columns

    hidden = [each.name for each in BELONGINGS if each.seen is not BY_BOTH]
    assert {*product(hidden, (MADE, CHANGED, GONE))} - changes == set(NEVER)
    assert states() - columns == set(SHOWN)


def states() -> set[tuple[str, str]]:
    """The columns of what is for both that can hold what one of them does, and all there is of an account."""
    both = [each.table.__table__ for each in BELONGINGS if each.seen is BY_BOTH]
    found = {(table.name, each.name) for table in both for each in table.columns if is_a_state(each)}
    return found | {("people", each.name) for each in Person.__table__.columns if not each.primary_key}


def is_a_state(column: Column[object]) -> bool:
    return column.nullable or isinstance(column.type, Boolean)


def test_of_fifty_things_made_meanwhile_no_id_tells_when_or_beside_what(app, world, ada, ben):
    """Ada writes for herself all the while, now less, now more, which the ids of Ben's notes do not know of."""
    for number in range(50):
        for _ in range(number % 3):
            ada.send("/reflections/new?topic=work", body="Alone", topic="work")
        assert ben.send("/wall", body=f"Note {number}").status_code == 303

    bens = kept(app, select(Note.id).where(Note.body.like("Note %")).order_by(Note.written_at))
    adas = kept(app, select(Reflection.id).where(Reflection.body == "Alone"))
    assert (len(bens), len(adas), len({*bens, *adas})) == (50, 49, 99)
    assert all(COUNTED <= each < LARGEST for each in (*bens, *adas))
    assert {bit for bit in range(62) if 5 <= sum(each >> bit & 1 for each in bens) <= 45} == {*range(62)}
    assert abs(rank_correlation(bens, range(50))) < 0.75
    assert abs(rank_correlation(bens, [number % 3 for number in range(50)])) < 0.75
    assert len({later - earlier for earlier, later in pairwise(sorted(bens))}) == 49


def rank_correlation(these: Sequence[int], those: Sequence[int]) -> float:
    """Spearman's, from -1 to 1; of fifty that do not know of each other it lies within 0.75 but once in ten million times."""
    return correlation(*([sorted(some).index(each) for each in some] for some in (these, those)))
