"""What waits to be sent: mails, and notices to devices."""

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import Line, Moment, Number, Small, Word
from tracker.models.watching import PASSES

MAIL, PUSH = "mail", "push"


class Mail(Model):
    """A mail that waits to be sent; the link in it is made only then, and never kept.

    One that goes to a device by another ``way`` has that device's number as its address. With ``key`` it is a reminder that
    was planned under it: what it says, and whether it says anything, is decided when it is sent.
    """

    __tablename__ = "mails"
    unwatched = PASSES

    id: Mapped[Number]
    kind: Mapped[Word]
    address: Mapped[Line]
    locale: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[Moment]
    leased_until: Mapped[Moment] = mapped_column(index=True)
    try_count: Mapped[Small] = mapped_column(default=0)
    way: Mapped[Word] = mapped_column(default=MAIL, server_default=text("'mail'"))
    key: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))
