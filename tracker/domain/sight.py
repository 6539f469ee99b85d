"""Who may see what: the design's table as functions.

A person looks as the author of a thing, as the partner, or as somebody else: a former partner,
a stranger, a guest. Somebody else sees nothing, and is not told that there is anything.

The same as SQL is in `tracker/sight.py`, and a test holds it against each row of this.
"""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from tracker.domain.acknowledgements import CheckInQuestion, without
from tracker.domain.checkins import Answers, CheckInState


class Role(StrEnum):
    """As whom someone looks at a thing: its author is whoever it belongs to."""

    AUTHOR = "author"
    PARTNER = "partner"
    OTHER = "other"


class Sight(StrEnum):
    """When the partner of whoever a thing belongs to sees it.

    To show is to share a habit or a date, to deliver a note, to agree to words, and not to mark a remark private. What
    is in the jar, and what was opened from it, is shown to nobody else.
    """

    ONCE_SHOWN = "once shown"
    NEVER = "never"


def sees(sight: Sight, role: Role, *, shown: bool) -> bool:
    """Whether a thing is there for someone; what is not is not even counted."""
    return role is Role.AUTHOR or (role is Role.PARTNER and shown and sight is Sight.ONCE_SHOWN)


def sees_check_in(role: Role, state: CheckInState) -> bool:
    """Whether someone learns that there is a check-in: of a sealed one its partner does, and no more than that."""
    return role is Role.AUTHOR or (
        role is Role.PARTNER and state in (CheckInState.SEALED, CheckInState.OPENED)
    )


def answers_for(
    role: Role, state: CheckInState, answers: Answers, shut: Collection[CheckInQuestion] = ()
) -> Answers:
    """What someone may read of a check-in: the seal, in one place.

    The author reads all of it. The partner reads nothing before it has opened, and never the private line, nor what
    stayed ``shut``, nor that anything did.

    >>> answers_for(Role.PARTNER, CheckInState.SEALED, Answers(went_well="We laughed.")).went_well
    ''
    >>> answers_for(Role.PARTNER, CheckInState.OPENED, Answers(went_well="We laughed.")).went_well
    'We laughed.'
    """
    match role:
        case Role.AUTHOR:
            return answers
        case Role.PARTNER if state is CheckInState.OPENED:
            return replace(without(answers, shut), private_line="", mutual=False)
        case _:
            return Answers()
