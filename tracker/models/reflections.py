"""Private journal entries."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.reflections import ANSWER_LENGTH, BODY_LENGTH, LOOK_QUESTIONS, TITLE_LENGTH, WHOLE_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Lines, Moment, Searched, Title, Word, Words
from tracker.models.watching import FOLDED


class Reflection(Model):
    """What somebody has written for themselves. Nobody but ``shared_with_id`` reads it beside them, in their space alone.

    ``folded`` holds all its texts as they are searched. ``mark`` is that of the form it was first written in.
    """

    __tablename__ = "reflections"
    hidden_by = ("shared_with_id", None)
    __table_args__ = (
        UniqueConstraint("author_id", "mark"),
        Index("ix_reflections_author_id_created_at", "author_id", "created_at"),
        CheckConstraint("kind IN ('free', 'guided', 'look')", name="kind_is_known"),
        CheckConstraint("kind <> 'look' OR shared_with_id IS NULL", name="a_look_is_never_shared"),
        CheckConstraint(
            "topic IN ('work', 'conflict', 'health', 'family', 'money', 'closeness', 'free')",
            name="topic_is_known",
        ),
    )

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[Word]
    topic: Mapped[Word]
    prompt: Mapped[Word]
    title: Mapped[str] = mapped_column(Title(TITLE_LENGTH))
    body: Mapped[str] = mapped_column(Words(BODY_LENGTH))
    answers: Mapped[list[str]] = mapped_column(Lines(len(LOOK_QUESTIONS), ANSWER_LENGTH))
    folded: Mapped[str] = mapped_column(
        Searched(WHOLE_LENGTH), info=FOLDED, deferred=True, deferred_raiseload=True
    )
    mark: Mapped[str | None] = mapped_column(String(60))
    written_on: Mapped[date]
    created_at: Mapped[Moment]
    saved_at: Mapped[Moment]
    shared_at: Mapped[Moment | None]
    shared_with_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    deleted_at: Mapped[Moment | None]
