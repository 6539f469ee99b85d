"""Who may see what, as SQL: every query for things of somebody's asks one of these.

The rules are those of `domain/sight.py`, and a test holds each of them against that table. Each is true for a row that is
there for the one who asks: a person, or `ASKER` where a statement is made once and told whom it is for each time
(`through`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, exists, literal, or_

from tracker.domain.checkins import CheckInState
from tracker.domain.sight import Sight
from tracker.domain.summaries import Part
from tracker.models import (
    AgreementRow,
    CheckIn,
    DraftRow,
    Habit,
    JarNote,
    Note,
    Opening,
    Person,
    Reflection,
    Remark,
    Wants,
)

There = ColumnElement[bool]
Shareable = type[Any]  # a table with an author, and whether what they made is shared


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever asks, as a statement names them."""

    id: Any
    space_id: Any
    partner_id: Any


ASKER = Asker(bindparam("person_id"), bindparam("space_id"), bindparam("partner_id"))
Asking = Person | Asker


def through(person: Person) -> dict[str, int | None]:
    """What a statement must know of the one who asks."""
    partner_id = person.partner.id if person.partner else None
    return {"person_id": person.id, "partner_id": partner_id, "space_id": person.space_id}


def sees_habit(by: Asking) -> There:
    """Their own, and what is shared in their space. Ticks, streaks and terms are there with their habit."""
    return (Habit.space_id == by.space_id) & or_(Habit.shared, Habit.owner_id == by.id)


def sees_remark(by: Asking) -> There:
    """On a day of a track that is there: their own, and what is not marked private."""
    return or_(Remark.private.is_(False), Remark.author_id == by.id)


def sees_note(by: Asking) -> There:
    """In their space, and from them or to them."""
    return (Note.space_id == by.space_id) & or_(Note.author_id == by.id, Note.recipient_id == by.id)


def sees_jar_note(by: Asking) -> There:
    """What they have put into the jar themselves; what waits in it for them they do not see."""
    return JarNote.author_id == by.id


def sees_draft(by: Asking) -> There:
    """What they have begun themselves."""
    return DraftRow.author_id == by.id


def sees_opening(by: Asking) -> There:
    """What they have opened themselves."""
    return Opening.reader_id == by.id


def owns_reflection(by: Asking) -> There:
    """Their own."""
    return (Reflection.space_id == by.space_id) & (Reflection.author_id == by.id)


def is_shown_reflection(by: Asking) -> There:
    """The partner's, shared with them."""
    return (Reflection.space_id == by.space_id) & (Reflection.shared_with_id == by.id)


def sees_reflection(by: Asking) -> There:
    """Their own, and the partner's that are shared with them."""
    return owns_reflection(by) | is_shown_reflection(by)


def sees_planned(by: Asking, table: Shareable) -> There:
    """Of what somebody has made (dates, ideas, days to remember, appointments …) their own, and what is shared in their space."""
    there: There = (table.space_id == by.space_id) & or_(table.shared, table.author_id == by.id)
    return there


def sees_wants(by: Asking) -> There:
    """Their own, and the partner's as far as they have agreed to show just these words."""
    return or_(Wants.person_id == by.id, (Wants.space_id == by.space_id) & AGREED_TO)


AGREED_TO = exists().where(
    AgreementRow.person_id == Wants.person_id,
    AgreementRow.space_id == Wants.space_id,
    AgreementRow.section == literal(f"{Part.WANTS}-") + cast(Wants.person_id, String),
    AgreementRow.seal == Wants.seal,
)

# Check-ins are asked for by statements that are made once.
OWN_CHECK_IN = CheckIn.author_id == ASKER.id
PARTNERS_CHECK_IN = (CheckIn.author_id == ASKER.partner_id) & (CheckIn.space_id == ASKER.space_id)
OPENED_TO_THEM = (CheckIn.state == CheckInState.OPENED) & (CheckIn.opened_to_id == ASKER.id)
# Whose it can be is said by itself as well: so a database finds the weeks that are asked for by an index, and reads no others.
OF_EITHER = CheckIn.author_id.in_((ASKER.id, ASKER.partner_id))
# Of what a person learns that it is there: their own, and of the partner's what waits for them or has opened to them.
KNOWS_OF_CHECK_IN = OF_EITHER & or_(
    OWN_CHECK_IN, PARTNERS_CHECK_IN & or_(CheckIn.state == CheckInState.SEALED, OPENED_TO_THEM)
)
# What a person may read. A sealed word never leaves the database for anybody but its author.
READS_CHECK_IN = OF_EITHER & or_(OWN_CHECK_IN, PARTNERS_CHECK_IN & OPENED_TO_THEM)
# What a person may look back on: what has opened to them, and what they have kept for themselves.
LOOKS_BACK_ON = READS_CHECK_IN & CheckIn.state.in_((CheckInState.OPENED, CheckInState.KEPT))


@dataclass(frozen=True, slots=True)
class Seen:
    """Who sees the rows of a table, in words; ``rule`` is the SQL of it, where the table has one of its own.

    ``sight`` says of a rule when the partner sees a row beside whoever it belongs to.
    """

    words: str
    rule: Callable[[Asking], There] | None = None
    sight: Sight = Sight.ONCE_SHOWN

    def __str__(self) -> str:
        """The words."""
        return self.words


def reads_check_in(by: Asking) -> There:
    """Of a person, what `READS_CHECK_IN` says; whoever runs it says through whom."""
    return READS_CHECK_IN


HABIT_SEEN = Seen("by its owner, and by the partner once it is shared", sees_habit)
REMARK_SEEN = Seen("by its author, and by the partner who sees the track unless it is private", sees_remark)
NOTE_SEEN = Seen("by whom it is from, and by whom it is to once it is delivered", sees_note)
JAR_NOTE_SEEN = Seen("by its author alone until it is opened", sees_jar_note, Sight.NEVER)
OPENING_SEEN = Seen("by its reader alone", sees_opening, Sight.NEVER)
DRAFT_SEEN = Seen("by its author alone", sees_draft, Sight.NEVER)
REFLECTION_SEEN = Seen("by its author, and by whom it is shared with", sees_reflection)
WANTS_SEEN = Seen("by its author, and by the partner once agreed to as it reads", sees_wants)
CHECK_IN_SEEN = Seen("by its author, and by whom it has opened to but for the private line", reads_check_in)
PAUSE_SEEN = Seen("by both; of a habit, by whoever sees that")
BY_BOTH = Seen("by both")
BY_ITS_PERSON = Seen("by its person alone")


def by_author_or_shared(table: Shareable) -> Seen:
    """Seen by whoever made it, and by the partner once it is shared."""
    return Seen("by its author, and by the partner once it is shared", partial(sees_planned, table=table))


def as_its(what: str) -> Seen:
    """Seen by whoever sees what it is part of."""
    return Seen(f"by whoever sees its {what}")
