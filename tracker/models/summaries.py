"""The summary for a therapist: what each wants, what is agreed to, the link, and what is on paper."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.summaries import WANTS_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Word, Words
from tracker.models.watching import ENDS


class Wants(Model):
    """What somebody wants from help, nobody else's to read until they show it. ``seal`` is the digest of the words."""

    __tablename__ = "wants"

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    came_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(Words(WANTS_LENGTH))
    seal: Mapped[str] = mapped_column(String(64))
    saved_at: Mapped[Moment]


class AgreementRow(Model):
    """That somebody has agreed to a section of the summary as it read then, of which ``seal`` is the digest.

    Of a trend, ``until`` is when the latest of the weeks that they have seen had opened.
    """

    __tablename__ = "agreements"

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    section: Mapped[Word] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    seal: Mapped[str] = mapped_column(String(64))
    until: Mapped[Moment | None]


class SummaryLink(Model):
    """The address under which somebody else may read the summary for a while, found by the hash of its secret."""

    __tablename__ = "summary_links"
    unwatched = ENDS

    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[Moment]
    ends_at: Mapped[Moment]


class Printing(Model):
    """That the summary was printed on a day, with some sections."""

    __tablename__ = "printings"
    __table_args__ = (UniqueConstraint("space_id", "printed_on", "sections"),)

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"))
    printed_on: Mapped[date]
    sections: Mapped[str] = mapped_column(String(400))
