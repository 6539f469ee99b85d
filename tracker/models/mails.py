"""The mails that wait to be sent."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import Line, Moment, Number, Small, Word
from tracker.models.watching import PASSES


class Mail(Model):
    """A mail that waits to be sent; the link in it is made only then, and never kept."""

    __tablename__ = "mails"
    unwatched = PASSES

    id: Mapped[Number]
    kind: Mapped[Word]
    address: Mapped[Line]
    locale: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[Moment]
    leased_until: Mapped[Moment] = mapped_column(index=True)
    try_count: Mapped[Small] = mapped_column(default=0)
