"""Who may see what: the design's table as functions.

A person looks as the author of a thing, as the partner, or as somebody else: a former partner,
a stranger, a guest. Somebody else sees nothing, and is not told that there is anything.

The same as SQL is in `tracker/sight.py`, and a test holds it against each row of this.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.checkins import Answers, State


class Role(StrEnum):
    """As whom someone looks at a thing: its author is whoever it belongs to."""

    AUTHOR = "author"
    PARTNER = "partner"
    OTHER = "other"


# Whether the partner of whoever a thing belongs to sees it once it is shown to them, or never; by the table it is kept in.
# To show is to share a habit, a date or an appointment, to deliver a note, not to mark a remark private.
PARTNER_SEES: Mapping[str, bool] = MappingProxyType(
    {
        "habits": True,
        "remarks": True,
        "notes": True,
        "jar_notes": False,
        "openings": False,
        "reflections": True,
        "outings": True,
        "ideas": True,
        "remembered_days": True,
        "appointments": True,
        "wants": True,
    }
)


def sees(table: str, role: Role, *, shown: bool) -> bool:
    """Whether a thing is there for someone; what is not is not even counted."""
    return role is Role.AUTHOR or (role is Role.PARTNER and shown and PARTNER_SEES[table])


def sees_check_in(role: Role, state: State) -> bool:
    """Whether someone learns that there is a check-in: of a sealed one its partner does, and no more than that."""
    return role is Role.AUTHOR or (role is Role.PARTNER and state in (State.SEALED, State.OPENED))


def answers_for(role: Role, state: State, answers: Answers) -> Answers:
    """What someone may read of a check-in: the seal, in one place.

    The author reads all of it. The partner reads nothing before it has opened, and never the
    private line.

    >>> answers_for(Role.PARTNER, State.SEALED, Answers(went_well="We laughed.")).went_well
    ''
    >>> answers_for(Role.PARTNER, State.OPENED, Answers(went_well="We laughed.")).went_well
    'We laughed.'
    """
    match role:
        case Role.AUTHOR:
            return answers
        case Role.PARTNER if state is State.OPENED:
            return replace(answers, private_line="")
        case _:
            return Answers()
