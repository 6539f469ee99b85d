"""Where devices take notices."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.pushing import LETTERS_OF_A_PUBLIC_KEY, LETTERS_OF_A_SECRET, LONGEST_ENDPOINT
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Title, Word
from tracker.models.watching import ENDS


class PushSubscription(Model):
    """That one log-in takes notices on its device: where, and what they are sealed with for its browser.

    It ends with its log-in. A browser has one ``endpoint`` for all who log in there, known by ``endpoint_hash``: it is of
    whoever has switched notices on there last.
    """

    __tablename__ = "push_subscriptions"
    unwatched = ENDS

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    device_id: Mapped[int] = mapped_column(BIG, ForeignKey("devices.id", ondelete="CASCADE"), unique=True)
    endpoint: Mapped[str] = mapped_column(Title(LONGEST_ENDPOINT))
    endpoint_hash: Mapped[str] = mapped_column(String(64), unique=True)
    p256dh: Mapped[str] = mapped_column(Title(LETTERS_OF_A_PUBLIC_KEY))
    auth: Mapped[str] = mapped_column(Title(LETTERS_OF_A_SECRET))
    browser: Mapped[Word]
    system: Mapped[Word]
    made_on: Mapped[date]
