"""What becomes of appointments, and of what to take along to them."""

from tracker.belonging import GOES_UNLESS_SHARED, MOVES, MOVES_UNSHARED, Belonging, Declared, Erasing, follows
from tracker.models import Appointment, ToBring

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Appointment,
        joining=MOVES_UNSHARED,
        leaving=GOES_UNLESS_SHARED,
        erasing=Erasing(goes=("author_id",)),
    ),
    Belonging(ToBring, joining=MOVES, leaving=follows(ToBring.appointment_id), erasing=Erasing()),
)
