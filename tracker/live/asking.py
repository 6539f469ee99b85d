"""Who asks whether anything is new: as little of them as that takes, and nothing is noted of it.

A page asks here by itself, again and again. So this is no use of a log-in: it ends no later for it, nothing is folded, and no
month is put down.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from tracker.accounts.tokens import digest
from tracker.domain.days import Rhythm, today
from tracker.domain.devices import Used
from tracker.domain.people import NOTICE
from tracker.domain.talk import Side
from tracker.domain.talk_scenes import Scene, scene
from tracker.extensions import db
from tracker.models import Device, Person, Space, TalkRow, TidingRow
from tracker.models.talks import talk_in

A_MINUTE = timedelta(minutes=1)
Partner = aliased(Person)
ON_DEVICE = (
    select(
        Person.id,
        Person.space_id,
        Person.zone,
        Person.day_ends_at,
        Person.locks,
        Person.disabled_at,
        Partner.id.label("partner_id"),
        Partner.name.label("partners_name"),
        Partner.colour.label("partners_colour"),
        Space.name.label("spaces_name"),
        exists().where(TidingRow.person_id == Person.id).label("waits"),
        Device.touched_at,
        Device.locked,
        Device.expires_at,
        *(each for each in TalkRow.__table__.c if each.name not in ("space_id", "topic")),
    )
    .join(Device, Device.person_id == Person.id)
    .join(Space, Space.id == Person.space_id)
    .outerjoin(Partner, and_(Partner.space_id == Person.space_id, Partner.seat != Person.seat))
    .outerjoin(TalkRow, TalkRow.space_id == Person.space_id)
    .where(
        Device.token_hash == bindparam("token_hash"),
        Device.expires_at > bindparam("now"),
        or_(Person.disabled_at.is_(None), Person.disabled_at > bindparam("shut_since")),
    )
)


@dataclass(frozen=True, slots=True)
class WhoLooks:
    """Whoever asks: what statements must know of them, the day they are living, and whether something was done for them that
    they have not seen. ``talk`` is where the talk of the two is, as they have it before them; ``names`` are the partner's, with
    their colour, and the space's. What they see ``lasts`` where it stays as it is for a minute, if nothing is written.
    """

    through: dict[str, Any]
    today: date
    waits: bool
    talk: tuple[str, ...]
    names: tuple[str | None, ...]
    lasts: bool

    @property
    def id(self) -> int:
        """Which person it is."""
        return int(self.through["person_id"])


def asker_on_device(token: str, now: datetime) -> WhoLooks | None:
    """Whoever is logged in by a token; nobody whose log-in has ended or is locked, or whose account is shut."""
    asked = {"token_hash": digest(token), "now": now, "shut_since": now - NOTICE}
    row = db.session.connection().execute(ON_DEVICE, asked).first()
    if row is None or (row.locks and is_locked(row, now)):
        return None
    talk = talk_before(row, now)
    return WhoLooks(
        through={"person_id": row.id, "space_id": row.space_id, "partner_id": row.partner_id},
        today=today(Rhythm(row.zone, row.day_ends_at), now),
        waits=row.waits,
        talk=talk,
        names=(row.partners_name, row.partners_colour, row.spaces_name),
        lasts=not talk and lasts(row, now),
    )


def lasts(row: Any, now: datetime) -> bool:
    """Whether a log-in opens what it does for a while longer, which neither the clock nor a lock is about to end."""
    return not row.locks and row.disabled_at is None and row.expires_at > now + A_MINUTE


def is_locked(row: Any, now: datetime) -> bool:
    """Whether the log-in is locked, of which nothing else needs to be known."""
    return Used(now, now, None, row.touched_at, row.locked).is_locked(now)


def talk_before(row: Any, now: datetime) -> tuple[str, ...]:
    """Where the talk is for whoever asks, and by which version of it they tap; nothing of one that they have not before them."""
    if row.host_id is None:
        return ()
    side = Side.HOST if row.host_id == row.id else Side.OTHER
    shown = scene(talk_in(row), side, now)
    return () if shown is Scene.START else (shown, str(row.version))
