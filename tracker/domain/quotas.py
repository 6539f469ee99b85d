"""What a member can keep: so much of each kind as a life of thirty years asks for, and no more.

So no one, and no script with somebody's log-in, can fill the disk or slow the pages of others. Bounds are a
member's own, and count what is theirs: a no never tells how much the partner keeps to themselves. What was deleted
counts for as long as it can be put back; where room is short, the oldest of it goes first.

`QUOTAS` has the kinds that are counted when something new is made, and `BOUNDED` all others, with the reason why they
need no counting. Both are named by their tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.appointments import DELETED_ITEMS, ITEMS_AN_APPOINTMENT
from tracker.domain.texts import _
from tracker.domain.uploads import A_PART, MOST_BYTES

HABITS = 300  # in use or in the archive
LOG_INS = 50
INVITATIONS = 50
PRINTINGS = 500
MAILS_A_DAY = 6  # of each of two kinds, to an address
MAILS_WAITING = 2 * MAILS_A_DAY
TERMS_A_HABIT = 200
MEMBERS = 2
THE_DAYS_OF_A_YEAR = 366


class Kind(StrEnum):
    """What somebody makes, by the table in which it is kept."""

    HABITS = "habits"
    TICKS = "ticks"
    REMARKS = "remarks"
    PAUSES = "pauses"
    NOTES = "notes"
    PICTURES = "pictures"
    JAR_NOTES = "jar_notes"
    REFLECTIONS = "reflections"
    CHECK_INS = "check_ins"
    OUTINGS = "outings"
    IDEAS = "ideas"
    REMEMBERED_DAYS = "remembered_days"
    APPOINTMENTS = "appointments"


@dataclass(frozen=True, slots=True)
class Quota:
    """How many rows of a kind there is room for, and how many characters in all of them: 0 where no row is long.

    What days bring by themselves is not counted: ``a_year`` says how many rows that can be. ``full`` and ``long`` say so to whoever has come to the end of it, and what they can do.
    """

    most: int
    full: str
    letters: int = 0
    long: str = ""
    a_year: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """How many rows of a kind there can be at once for each member, how many more each year, and why."""

    rows: int
    because: str
    a_year: int = 0


QUOTAS: Mapping[Kind, Quota] = {
    Kind.HABITS: Quota(
        HABITS,
        _(
            "There is room for %(most)s habits, those in the archive included, and all of it is taken. Bring one "
            "back from the archive, and make of it what you have in mind."
        ),
    ),
    Kind.TICKS: Quota(
        500_000,
        _(
            "There is room for %(most)s ticks from elsewhere, and these would be more. Choose fewer habits to bring in."
        ),
        a_year=HABITS * THE_DAYS_OF_A_YEAR,
    ),
    Kind.REMARKS: Quota(
        20_000,
        _(
            "There is room for %(most)s notes about days, and this would be more. Delete old ones first; an export "
            "keeps them for you."
        ),
        5_000_000,
        _(
            "There is room for %(letters)s characters in your notes about days, and this would be more. Delete old "
            "ones first; an export keeps them for you."
        ),
    ),
    Kind.PAUSES: Quota(
        2_000,
        _(
            "There is room for %(most)s pauses, and this would be more. Take some of long ago away, or make one of "
            "several."
        ),
    ),
    Kind.NOTES: Quota(
        20_000,
        _(
            "There is room for %(most)s notes, and all of it is taken. Delete an old one first; an export keeps it "
            "for you."
        ),
        5_000_000,
        _(
            "There is room for %(letters)s characters in your notes, and this would be more. Delete an old one first; "
            "an export keeps it for you."
        ),
    ),
    Kind.PICTURES: Quota(
        200,
        _(
            "There is room for %(most)s pictures of yours, and so many are here. Take one away from an older note "
            "first; an export keeps it for you."
        ),
    ),
    Kind.JAR_NOTES: Quota(
        1_000,
        _("There is room for %(most)s of your notes in the jar, and it is full. Take one of them out first."),
    ),
    Kind.REFLECTIONS: Quota(
        10_000,
        _(
            "There is room for %(most)s reflections, and all of it is taken. Delete an old one first; an export "
            "keeps it for you."
        ),
        10_000_000,
        _(
            "There is room for %(letters)s characters in your reflections, and this would be more. Delete an old one "
            "first; an export keeps it for you."
        ),
    ),
    Kind.CHECK_INS: Quota(
        2_000,
        _("There is room for %(most)s check-ins, more than a week each for thirty years, and it is taken."),
        5_000_000,
        _(
            "There is room for %(letters)s characters in your check-ins, and this would be more. Say it in fewer."
        ),
    ),
    Kind.OUTINGS: Quota(
        4_000,
        _(
            "There is room for %(most)s dates of yours, and all of it is taken. Delete an old one first; an export "
            "keeps it for you."
        ),
    ),
    Kind.IDEAS: Quota(
        200,
        _("The jar holds %(most)s ideas of yours, and it is full. Take one out first."),
    ),
    Kind.REMEMBERED_DAYS: Quota(
        100,
        _("There is room for %(most)s days of yours. Take one away first."),
    ),
    Kind.APPOINTMENTS: Quota(
        1_000,
        _(
            "There is room for %(most)s appointments of yours, and all of it is taken. Delete an old one first; an "
            "export keeps it for you."
        ),
    ),
}

BOUNDED: Mapping[str, Bound] = {
    "people": Bound(1, "An account is one person."),
    "spaces": Bound(
        2, "Each person has one, which goes with the last of its members; in one more an export arrives."
    ),
    "devices": Bound(LOG_INS, "The oldest log-in ends when one more comes."),
    "mails": Bound(MAILS_WAITING, "So many wait for one address, until they are sent or too old."),
    "limits": Bound(432_000, "A form leaves a mark for a day, and a log-in sends 1,500 in five minutes."),
    "invitations": Bound(INVITATIONS, "The oldest go when one more is made."),
    "terms": Bound(HABITS * TERMS_A_HABIT, "A habit changes so often, and no oftener."),
    "tracks": Bound(HABITS * MEMBERS, "A habit has one for each of the two, or one for both."),
    "track_years": Bound(HABITS * MEMBERS * 30, "One a track and year.", a_year=HABITS * MEMBERS),
    "covers": Bound(2, "One a week.", a_year=54),
    "milestones": Bound(1_200, "Only those there can be."),
    "tellings": Bound(1_200, "Only of milestones there can be."),
    "acknowledgements": Bound(8 * QUOTAS[Kind.CHECK_INS].most, "One an answer in a check-in."),
    "openings": Bound(1, "One a day.", a_year=THE_DAYS_OF_A_YEAR),
    "things_to_bring": Bound(
        (ITEMS_AN_APPOINTMENT + DELETED_ITEMS) * QUOTAS[Kind.APPOINTMENTS].most,
        "So many an appointment, and a few of them deleted.",
    ),
    "talks": Bound(1, "A space leads one at a time."),
    "wants": Bound(1, "One a person."),
    "agreements": Bound(40, "One a section of the summary."),
    "summary_links": Bound(1, "One a space."),
    "printings": Bound(PRINTINGS, "The oldest go when one more is noted."),
    "feeds": Bound(1, "One a person."),
    "withdrawals": Bound(50_000, "One for each thing that is taken back, for two months."),
    "beginnings": Bound(1, "One for each time that a backup was put back."),
    "uploads": Bound(1, "One a person, for a day."),
    "upload_parts": Bound(MOST_BYTES // A_PART, "The parts of one file, for a day."),
    "arrivals": Bound(1, "One a person, for a day."),
}
