"""How often something was tried lately, counted exactly, also across workers."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Small
from tracker.models.watching import PASSES


class Limit(Model):
    """How often one key was tried in one window of time, numbered since 1970."""

    __tablename__ = "limits"
    unwatched = PASSES

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    window: Mapped[int] = mapped_column(BIG, primary_key=True)
    try_count: Mapped[Small]
