"""What people have taken back lately, and when this Tend began: by these a restored backup is put right."""

from datetime import timedelta

from sqlalchemy import Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import Moment, Number, Word
from tracker.models.watching import THE_LIST

KEPT_FOR = timedelta(days=62)  # twice as long as any backup


class Withdrawal(Model):
    """That something was taken back: which row of which table, how, and when. Never a word of anybody's.

    The database itself writes them, as `tracker/models/watching.py` tells it to. ``listed`` says that it
    stands in the list beside the backups as well.
    """

    __tablename__ = "withdrawals"
    unwatched = THE_LIST
    __table_args__ = (Index("ix_withdrawals_thing_key", "thing", "key"),)

    id: Mapped[Number]
    thing: Mapped[Word]
    key: Mapped[str] = mapped_column(String(120))
    what: Mapped[Word]
    at: Mapped[Moment]
    listed: Mapped[bool]


class Beginning(Model):
    """When this Tend was made, and each time a backup was put back into it.

    The first ``mark`` tells this Tend from every other; links that lead in are good only while the last one is.
    A Tend that people were in before one could choose who makes an account ``stays_open``.
    """

    __tablename__ = "beginnings"
    unwatched = THE_LIST

    id: Mapped[Number]
    mark: Mapped[str] = mapped_column(String(32), unique=True)
    at: Mapped[Moment]
    stays_open: Mapped[bool] = mapped_column(default=False, server_default=false())
