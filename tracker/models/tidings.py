"""What the other did for somebody that they have not seen yet."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Moment, Word
from tracker.models.watching import PASSES


class TidingRow(Model):
    """That something is there for a person to see, which their partner has done. It goes when they see it.

    Whether it is still there is asked of the thing itself, so that nothing is told of what was taken back.
    """

    __tablename__ = "tidings"
    unwatched = PASSES

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)
    thing_id: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    at: Mapped[Moment]
