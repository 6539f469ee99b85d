"""People, the devices they are logged in on, and who is to have an account."""

from __future__ import annotations

import json
from datetime import date
from typing import cast

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.days import Rhythm, Weeks, today
from tracker.domain.devices import Used
from tracker.domain.habits import TOUCH
from tracker.domain.people import NAME_LENGTH, NOTICE
from tracker.extensions import Model
from tracker.models.spaces import Space, weeks_in
from tracker.models.types import BIG, Id, Line, Moment, Number, Prose, Small, Title, Word, only_rows
from tracker.models.watching import ENDS, FOLDED, PASSES


class Person(UserMixin, Model):
    """Somebody with an account. Each always has a space and one of its two seats.

    ``own_ways`` say how their private habits count while they share a space: as they had chosen when they were alone, empty
    for as long as they are. ``touch_numbers`` say that they want the numbers of touch, which are there while both do.
    With ``tells_tidings`` they are told what the other does for them, and with ``takes_nudges`` that the other thinks of them.
    ``nudged_on`` is the last of their days on which they said so themselves.
    With ``new_password_due`` the one they have lets nobody in: it may be older than the one they chose last. They are told
    of a link to choose one that whoever runs Tend made by hand, ``link_made_at`` the last time.
    Since ``disabled_at`` whoever runs Tend has closed the account: for a month they can read, take all along and leave, then it
    is shut, or deleted where it is ``to_be_deleted``. ``used_in`` is the first day of the month in which they were last here.
    With ``locks`` a log-in of theirs that nobody has touched for five minutes shows nothing until the password is given.
    Where somebody has said that their app for codes is lost, no code is asked for any more from ``codes_end_at`` on.
    ``recounted_from`` says by which rules the longest of a streak they see was counted before it became another, until they
    put that away; 0 where nothing is to be said.
    ``habit_order`` holds the ids of the habits on their Today as they have moved them, empty for as long as they have not.
    ``hard_days_answered_on`` is when they last said whether some days were hard, and ``check_in_put_away`` the week of which
    they last said that its check-in can wait.
    ``new_email`` is one that they want and that waits for its code since ``new_email_at``; with ``spares_former`` the one until
    then is not told. ``former_email`` is one that is still to be told of a change, at ``address_changed_at``; from there it can be
    held back for a while that a new password is chosen by mail.
    Since ``confirmed_at`` the address is theirs alone. Until then any number of accounts may name it, none is found by it.
    Two seats a space, one person a seat: so the database itself refuses a third member.
    """

    __tablename__ = "people"
    hidden_by = ("touch_numbers", False)  # numbers of both, though not the row
    __table_args__ = (
        UniqueConstraint("space_id", "seat"),
        CheckConstraint("seat IN (1, 2)", name="a_space_has_two_seats"),
        CheckConstraint("day_ends_at BETWEEN 0 AND 11", name="a_day_ends_by_noon"),
        Index("ix_people_email", "email"),
        Index("one_account_an_address", "email", unique=True, **only_rows("confirmed_at IS NOT NULL")),
    )

    id: Mapped[Number]
    email: Mapped[Line]
    password_hash: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(Title(NAME_LENGTH))
    colour: Mapped[Word]
    zone: Mapped[str] = mapped_column(String(64))
    day_ends_at: Mapped[Small]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id"))
    seat: Mapped[Small]
    joined_on: Mapped[date]
    registered_at: Mapped[Moment]
    confirmed_at: Mapped[Moment | None]
    new_password_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    link_made_at: Mapped[Moment | None]
    touch_numbers: Mapped[bool] = mapped_column(default=False, server_default=false())
    hard_days_answered_on: Mapped[date | None]
    check_in_put_away: Mapped[date | None]
    recounted_from: Mapped[Small] = mapped_column(default=0, server_default=text("0"))
    tells_tidings: Mapped[bool] = mapped_column(default=True, server_default=true())
    takes_nudges: Mapped[bool] = mapped_column(default=True, server_default=true())
    nudged_on: Mapped[date | None]
    disabled_at: Mapped[Moment | None]
    to_be_deleted: Mapped[bool] = mapped_column(default=False, server_default=false())
    used_in: Mapped[date | None]
    locks: Mapped[bool] = mapped_column(default=False, server_default=false())
    new_email: Mapped[Line] = mapped_column(default="", server_default=text("''"), index=True)
    new_email_at: Mapped[Moment | None]
    spares_former: Mapped[bool] = mapped_column(default=False, server_default=false())
    former_email: Mapped[Line] = mapped_column(default="", server_default=text("''"), index=True)
    address_changed_at: Mapped[Moment | None]
    resets_held_until: Mapped[Moment | None]
    codes_end_at: Mapped[Moment | None]
    habit_order: Mapped[Prose] = mapped_column(default="", server_default=text("''"))
    own_ways: Mapped[Prose] = mapped_column(default="", server_default=text("''"), info=FOLDED)

    space: Mapped[Space] = relationship(lazy="raise")
    partner: Mapped[Person | None] = relationship(
        lazy="raise",
        viewonly=True,
        uselist=False,
        primaryjoin="and_(Person.space_id == foreign(remote(Person.space_id)), Person.seat != remote(Person.seat))",
    )

    token = ""  # of the device this person is asking from; not stored
    used = cast("Used | None", None)  # what is known of that device
    # Whether they are told of something that they have not seen; none where it has to be looked for.
    tidings_wait = cast("bool | None", False)

    def get_id(self) -> str:
        """What the cookie holds: the device's token, not the person's id."""
        return self.token

    def strict_for(self, *, shared: bool) -> bool:
        """Whether a habit of theirs counts strictly: a shared one as the space does, a private one as they chose."""
        return self.space.strict if shared or not self.own_ways else bool(json.loads(self.own_ways)[0])

    def weeks_for(self, *, shared: bool) -> Weeks:
        """How weeks lie for a habit of theirs."""
        if shared or not self.own_ways:
            return self.space.weeks
        _strict, turns, first_weekday, check_in_weekday = json.loads(self.own_ways)
        return weeks_in(turns, first_weekday, check_in_weekday)

    def numbers_for(self, strategy: int, *, shared: bool = True) -> bool:
        """Whether numbers are shown of what is done under a strategy: of touch between two, while both want them."""
        if strategy != TOUCH or not shared or self.partner is None:
            return True
        return self.touch_numbers and self.partner.touch_numbers

    @property
    def all_in_since(self) -> date:
        """The day on which the later of the two came: from then on days are of both. Of one alone, their own first."""
        return max(self.joined_on, self.partner.joined_on) if self.partner else self.joined_on

    @property
    def ends_on(self) -> date | None:
        """The day on which the notice that whoever runs Tend has given them is over; none where they have given none."""
        return today(self.rhythm, self.disabled_at + NOTICE) if self.disabled_at else None

    @property
    def codes_end_on(self) -> date | None:
        """The day on which their codes are taken off as lost; none where nobody has said that they are."""
        return today(self.rhythm, self.codes_end_at) if self.codes_end_at else None

    def alone_on(self, day: date) -> bool:
        """Whether a day was not of two: nobody else is here, or was by then."""
        return self.partner is None or day < self.all_in_since

    @property
    def rhythm(self) -> Rhythm:
        """How this person counts days."""
        return Rhythm(self.zone, self.day_ends_at)


class Device(Model):
    """A log-in on one device. Ending it ends that log-in, whatever cookie is still about.

    It is told from others by the names of its browser and system, and was ``used_on`` a day by its owner's clock the last
    time. ``proved_at`` is when the password was asked for last. With each proof it gets another token, ``renewed_at`` the
    last time: the one before opens nothing any more, but whoever comes with it right then is sent once more.
    Where its owner ``locks``, it was ``touched_at`` the last time, and is ``locked`` by itself or by hand; ``unsent`` is what
    was sent to it meanwhile, until it is shown again.
    """

    __tablename__ = "devices"
    unwatched = ENDS

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    browser: Mapped[Word] = mapped_column(default="", server_default=text("''"))
    system: Mapped[Word] = mapped_column(default="", server_default=text("''"))
    proved_at: Mapped[Moment | None]
    used_on: Mapped[date | None]
    former_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    renewed_at: Mapped[Moment | None]
    touched_at: Mapped[Moment | None]
    locked: Mapped[bool] = mapped_column(default=False, server_default=false())
    unsent: Mapped[Prose] = mapped_column(default="", server_default=text("''"))


class AccountEventRow(Model):
    """Something that happened to an account, seen by its owner alone: what, when and in which browser, and never a word or an
    address. Wrong passwords of a day are one row; those for an address that no account has are nobody's.
    """

    __tablename__ = "account_events"
    unwatched = PASSES

    id: Mapped[Id]
    person_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Word]
    at: Mapped[Moment] = mapped_column(index=True)
    times: Mapped[Small] = mapped_column(default=1, server_default=text("1"))
    browser: Mapped[Word]
    system: Mapped[Word]


class Registration(Model):
    """What somebody has said to get an account, until they confirm their address. It holds nothing against anybody.

    The browser in which it was said knows it by a token.
    """

    __tablename__ = "registrations"
    unwatched = PASSES

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[Line] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(Title(NAME_LENGTH))
    password_hash: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    first_weekday: Mapped[Small]
    begun_at: Mapped[Moment]


class AddressCode(Model):
    """A code that was sent to an address. Whoever types it reads the mails that go there, whoever had it sent."""

    __tablename__ = "address_codes"
    unwatched = PASSES

    id: Mapped[Id]
    email: Mapped[Line] = mapped_column(index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[Moment]


class Admission(Model):
    """A link by which whoever runs Tend lets one person make an account, once; it goes when it is used."""

    __tablename__ = "admissions"
    unwatched = PASSES

    id: Mapped[Id]
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[Moment]
