"""Notes of appreciation, and the pictures that go with them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.drafts import DRAFT_LENGTH
from tracker.domain.notes import ANSWER_LENGTH, NOTE_LENGTH, SEARCHED_LENGTH
from tracker.domain.pictures import DESCRIPTION_LENGTH, MOST_STORED_BYTES
from tracker.extensions import Model
from tracker.models.accounts import Person
from tracker.models.habits import Habit
from tracker.models.types import BIG, Content, Id, Moment, Searched, Small, Title, Word, Words, only_rows
from tracker.models.watching import FOLDED


class Note(Model):
    """A note from one partner to the other. While ``waiting`` it is for whoever joins.

    ``answer`` is the other's, and ``searched`` holds the words of both, and of its picture, as a search looks for them.
    """

    __tablename__ = "notes"
    __table_args__ = (
        Index("ix_notes_space_id_written_at", "space_id", "written_at"),
        Index("ix_notes_pinned", "space_id", **only_rows("pinned_at IS NOT NULL")),
        CheckConstraint("strategy BETWEEN 1 AND 10", name="strategy_is_one_of_ten"),
    )

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    recipient_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    waiting: Mapped[bool]
    body: Mapped[str] = mapped_column(Words(NOTE_LENGTH))
    strategy: Mapped[Small | None]
    habit_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("habits.id", ondelete="SET NULL"), index=True
    )
    written_at: Mapped[Moment]
    edited_at: Mapped[Moment | None]
    deleted_at: Mapped[Moment | None]
    reaction: Mapped[Word | None]
    answer: Mapped[str] = mapped_column(Title(ANSWER_LENGTH), default="")
    pinned_at: Mapped[Moment | None]
    searched: Mapped[str] = mapped_column(Searched(SEARCHED_LENGTH), default="", info=FOLDED)

    author: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[author_id])
    habit: Mapped[Habit | None] = relationship(lazy="raise")
    picture: Mapped["Picture | None"] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class Picture(Model):
    """The picture that goes with a note, as Tend has drawn it. ``description`` says what is to be seen, and may be empty.

    The picture itself stays in the database until somebody looks at it: a page that lists notes never loads it.
    """

    __tablename__ = "pictures"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0", name="has_a_size"),)

    note_id: Mapped[int] = mapped_column(BIG, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    width: Mapped[Small]
    height: Mapped[Small]
    digest: Mapped[str] = mapped_column(String(64))
    description: Mapped[str] = mapped_column(Title(DESCRIPTION_LENGTH), default="")
    content: Mapped[bytes] = mapped_column(Content(MOST_STORED_BYTES), deferred=True, deferred_raiseload=True)

    @property
    def upright(self) -> bool:
        """Whether it is taller than wide."""
        return self.height > self.width


class DraftRow(Model):
    """What somebody has begun to write to the other and not sent, one of each kind: nobody's to see but theirs.

    One with ``parted_at`` was begun for somebody from whom they have parted since. It is for nobody else before its author
    says so.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        Index("uq_drafts_author_id_kind", "author_id", "kind", unique=True, **only_rows("parted_at IS NULL")),
    )

    id: Mapped[Id]
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Word]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Words(DRAFT_LENGTH))
    parted_at: Mapped[Moment | None]
    deleted_at: Mapped[Moment | None]
