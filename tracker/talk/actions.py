"""What people do in a talk.

Each begins by holding the space, so that of two who tap at the same instant the second finds what the first has
done. Each tap says which version of the talk it was made for: one that comes late changes nothing.
"""

from datetime import datetime

from tracker.domain.refusals import Refused
from tracker.domain.talk import (
    GONE,
    MOVED_ON,
    Act,
    Phase,
    Talk,
    TalkPlan,
    after,
    begun,
    closed_by,
    is_done,
    is_forgotten,
    is_over,
)
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Person, TalkRow
from tracker.models.talks import columns_of
from tracker.talk import queries


def begin(plan: TalkPlan, *, by: Person, now: datetime) -> None:
    """Begin a talk. On two phones the partner is awaited, and learns of it on Today."""
    hold_space(by)
    row = queries.row_of(by)
    if row is not None and not is_over(row.talk, now):
        refuse_second(plan)
    talk = begun(plan, alone=by.partner is None, now=now)
    topic = topic_of(plan, by)
    if row is None:
        row = TalkRow(space_id=by.space_id, version=0)
        db.session.add(row)
    row.host_id = by.id
    row.version = next_version(row.version, now)
    row.topic = topic
    write_down(talk, row)


def refuse_second(plan: TalkPlan) -> None:
    """Raise `Refused`: there is a talk already. What was typed is said again, so that it is not gone."""
    if plan.words:
        raise Refused(
            _("A talk has begun already, so this one has not. You had written: “%(words)s”"), words=plan.words
        )
    raise Refused(_("A talk has begun already, so this one has not."))


def topic_of(plan: TalkPlan, by: Person) -> str:
    """What a talk is about: words of one's own, or one of the topics that are offered."""
    if not plan.about:
        return plan.words
    offered = queries.topics(by)
    if plan.about not in offered:
        raise Refused(_("What you chose to talk about is not there any more. Please choose again."))
    return offered[plan.about]


def next_version(version: int, now: datetime) -> int:
    """A version that no talk of this space had, not even one whose row is gone."""
    return max(version + 1, int(now.timestamp()))


def tap(act: Act, version: int, *, by: Person, now: datetime) -> None:
    """Do what somebody has tapped on a page of this version. Tapping twice is tapping once.

    A talk that nobody has touched for half a day ends, whatever is tapped.
    """
    hold_space(by)
    row = queries.row_of(by)
    if row is None:
        raise Refused(GONE)
    talk, side = row.talk, queries.side_of(by, row)
    if is_forgotten(talk, now) and talk.phase is not Phase.ENDED:
        move(row, after(talk, Act.END, side, now))
    elif version == row.version:
        move(row, after(talk, act, side, now))
    elif not is_done(talk, act, side):
        raise Refused(GONE if is_over(talk, now) else MOVED_ON)


def close(version: int, *, by: Person, now: datetime) -> None:
    """Put an ended talk away, for oneself. It stays with the partner until they do the same."""
    hold_space(by)
    row = queries.row_of(by)
    if row is not None and row.version == version:
        write_down(closed_by(row.talk, queries.side_of(by, row)), row)


def move(row: TalkRow, talk: Talk) -> None:
    """Let a talk be where it is now, and every page of it that is open be old."""
    row.version += 1
    write_down(talk, row)


def write_down(talk: Talk, row: TalkRow) -> None:
    """Write down where a talk is; of one that has ended the topic goes."""
    for name, value in columns_of(talk).items():
        setattr(row, name, value)
    if talk.phase is Phase.ENDED:
        row.topic = ""
