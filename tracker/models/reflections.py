"""Private journal entries."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Prose, Word


class Reflection(Model):
    """What somebody has written for themselves. Nobody but ``shared_with_id`` reads it beside them, in their space alone.

    ``folded`` holds all its texts as they are searched. ``mark`` is that of the form it was first written in.
    """

    __tablename__ = "reflections"
    __table_args__ = (
        UniqueConstraint("author_id", "mark"),
        Index("ix_reflections_author_id_id", "author_id", "id"),
        CheckConstraint("kind IN ('free', 'guided', 'look')", name="kind_is_known"),
        CheckConstraint("kind <> 'look' OR shared_with_id IS NULL", name="a_look_is_never_shared"),
        CheckConstraint(
            "topic IN ('work', 'conflict', 'health', 'family', 'money', 'closeness', 'free')",
            name="topic_is_known",
        ),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[Word]
    topic: Mapped[Word]
    prompt: Mapped[Word]
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[Prose]
    answers: Mapped[list[str]] = mapped_column(JSON)
    folded: Mapped[Prose] = mapped_column(deferred=True, deferred_raiseload=True)
    mark: Mapped[str | None] = mapped_column(String(60))
    written_on: Mapped[date]
    created_at: Mapped[Moment]
    saved_at: Mapped[Moment]
    shared_at: Mapped[Moment | None]
    shared_with_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    deleted_at: Mapped[Moment | None]
