"""What becomes of an export that is on its way back."""

from tracker.belonging import MOVES, STAYS, Belonging, Declared, Erasing
from tracker.models import Arrival

BELONGINGS: tuple[Declared, ...] = (
    Belonging(Arrival, joining=MOVES, leaving=STAYS, erasing=Erasing(goes=("person_id",))),
)
