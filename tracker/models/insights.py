"""What was found of habits and close weeks, kept until it is looked for again."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Small
from tracker.models.watching import FOLLOWS


class InsightRow(Model):
    """What one person is told at the look after so many answered weeks, of which ``weeks`` were looked at.

    ``found`` holds each finding by the names of its fields.
    """

    __tablename__ = "insights"
    unwatched = FOLLOWS

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    week_count: Mapped[Small]
    weeks: Mapped[Small]
    found: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
