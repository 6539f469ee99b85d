"""What two partners share, and the invitations to it."""

import json
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import CheckConstraint, ForeignKey, String, text, true
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.days import Ways, Weeks, weekly
from tracker.domain.people import NAME_LENGTH, SPACE_NAME_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Number, Prose, Small, Title, Word
from tracker.models.watching import ENDS, PASSES


class Space(Model):
    """What one or two members share. A person who is alone has one too.

    ``parted_at`` is when one of two has left it, or come from there. ``farewell`` names whoever has left, as long as they
    are known, and that they have is said until whoever stays was ``farewell_told``. ``days`` has a letter
    for each of the couple's days from ``founded_on`` through ``settled_through``: what it came to, and ``rules`` by
    which rules its streak was folded, 0 for none yet. ``turns`` says from which days its weeks have lain in which ways; the weekdays are those of the latest.
    """

    __tablename__ = "spaces"
    unwatched = "nobody takes one back: it goes with its last member, or when they join somebody"
    __table_args__ = (
        CheckConstraint("first_weekday BETWEEN 0 AND 6", name="first_weekday_is_a_weekday"),
        CheckConstraint("check_in_weekday BETWEEN 0 AND 6", name="check_in_weekday_is_a_weekday"),
    )

    id: Mapped[Number]
    name: Mapped[str] = mapped_column(Title(SPACE_NAME_LENGTH))
    first_weekday: Mapped[Small]
    check_in_weekday: Mapped[Small] = mapped_column(default=6)
    strict: Mapped[bool] = mapped_column(default=False)
    farewell: Mapped[str] = mapped_column(Title(NAME_LENGTH), default="")
    farewell_told: Mapped[bool] = mapped_column(default=True, server_default=true())
    parted_at: Mapped[Moment | None]
    founded_on: Mapped[date]
    settled_through: Mapped[date]
    state: Mapped[Prose] = mapped_column(default="")
    rules: Mapped[Small] = mapped_column(default=0, server_default=text("0"))
    days: Mapped[Prose] = mapped_column(default="")
    turns: Mapped[Prose] = mapped_column(default="")

    @property
    def weeks(self) -> Weeks:
        """How this space's weeks lie, those to come included."""
        return weeks_in(self.turns, self.first_weekday, self.check_in_weekday)

    @weeks.setter
    def weeks(self, weeks: Weeks) -> None:
        latest = weeks.ways[-1]
        self.first_weekday, self.check_in_weekday = latest.first_weekday, latest.check_in_weekday
        self.turns = turns_of(weeks)


def ways_in(space: Space) -> str:
    """How a space counts, as text: what somebody chose for themselves before they came to share one."""
    return ways_as_text(space.weeks, strict=space.strict)


def ways_as_text(weeks: Weeks, *, strict: bool) -> str:
    """How private habits of one of two count, as text."""
    latest = weeks.ways[-1]
    return json.dumps((strict, turns_of(weeks), latest.first_weekday, latest.check_in_weekday))


# Read anew for each row that asks, Today takes 1 % longer.
@lru_cache(maxsize=200)
def weeks_in(turns: str, first_weekday: int, check_in_weekday: int) -> Weeks:
    """How weeks lie, as columns hold it."""
    if not turns:
        return weekly(first_weekday, check_in_weekday)
    return Weeks(tuple(Ways(date.fromisoformat(since), *weekdays) for since, *weekdays in json.loads(turns)))


def turns_of(weeks: Weeks) -> str:
    """All the ways in which weeks have lain and will lie, as text; empty where they have always lain as they do."""
    if len(weeks.ways) == 1:
        return ""
    return json.dumps(
        [[each.since.isoformat(), each.first_weekday, each.check_in_weekday] for each in weeks.ways]
    )


class Proposal(Model):
    """What one of two would like for their space, until it has ended: with a yes, or taken back by the one who made it.

    ``value`` is a weekday where it is about one. That the other has put it away is nobody else's to know. What needs no
    yes is told by a row as well, until it is put away.
    """

    __tablename__ = "proposals"
    unwatched = PASSES

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    proposer_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    what: Mapped[Word]
    value: Mapped[Small] = mapped_column(default=0)
    made_at: Mapped[Moment]
    put_away_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]


class Invitation(Model):
    """A link and a code that let one person ask to join a space. Only their hashes are kept.

    While somebody asks by it, both see the same three ``words``.
    """

    __tablename__ = "invitations"
    unwatched = ENDS

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    inviter_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]
    guest_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[Moment | None]
    words: Mapped[Word] = mapped_column(default="", server_default=text("''"))
    welcomed_at: Mapped[Moment | None]
    declined_at: Mapped[Moment | None]

    def open_at(self, now: datetime) -> bool:
        """Whether nobody has used it yet and it is neither revoked nor past its week."""
        return self.guest_id is None and self.revoked_at is None and now < self.expires_at

    @property
    def waiting(self) -> bool:
        """Whether somebody has asked to join by it and has had no answer."""
        answered = self.welcomed_at or self.declined_at or self.revoked_at
        return self.guest_id is not None and answered is None
