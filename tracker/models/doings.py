"""What was done without a network and has reached Tend, so that it is booked once."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Moment, Word


class Booking(Model):
    """That something was booked, which a person did without a network. It holds no word of it.

    ``mark`` stands for the id that the device has given it, ``digest`` for what it said: only who holds it knows either.
    """

    __tablename__ = "bookings"

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[Word] = mapped_column(primary_key=True)
    digest: Mapped[Word]
    booked_at: Mapped[Moment]
