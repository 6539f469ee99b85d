"""Whose words a text holds that is not only its owner's."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Id, Word


class Hand(Model):
    """That a text holds words of somebody, where they are not its owner's alone: they go with whoever wrote them.

    Which text it is says ``part``, the name of a column, in the row that is pointed at: a habit, a date, a day to
    remember, something to bring, or none of them for what is said of the space itself. Where a text is in nobody's hand
    it is its owner's.
    """

    __tablename__ = "hands"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN habit_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN outing_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN remembered_day_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN thing_to_bring_id IS NULL THEN 0 ELSE 1 END) <= 1",
            name="text_is_in_one_row",
        ),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    part: Mapped[Word]
    habit_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"), index=True)
    outing_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("outings.id", ondelete="CASCADE"), index=True
    )
    remembered_day_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("remembered_days.id", ondelete="CASCADE"), index=True
    )
    thing_to_bring_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("things_to_bring.id", ondelete="CASCADE"), index=True
    )
