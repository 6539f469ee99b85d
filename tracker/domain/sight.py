"""Who may see what: the design's table as functions.

A person looks as the author of a thing, as the partner, or as somebody else: a former partner,
a stranger, a guest. Somebody else sees nothing, and is not told that there is anything.
"""

from dataclasses import replace
from enum import StrEnum

from tracker.domain.checkins import Answers, State


class Role(StrEnum):
    """As whom someone looks at a thing."""

    AUTHOR = "author"
    PARTNER = "partner"
    OTHER = "other"


def sees_habit(role: Role, *, shared: bool) -> bool:
    """Whether a habit, its ticks and its streaks are there for someone; a private one is not even counted."""
    return role is Role.AUTHOR or (role is Role.PARTNER and shared)


def sees_note(role: Role, *, delivered: bool) -> bool:
    """Whether a note on the wall is there for someone. The partner is the one it is addressed to."""
    return role is Role.AUTHOR or (role is Role.PARTNER and delivered)


def sees_reflection(role: Role, *, shared: bool) -> bool:
    """Whether a reflection is there for someone: it is its author's alone until they share it."""
    return role is Role.AUTHOR or (role is Role.PARTNER and shared)


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
