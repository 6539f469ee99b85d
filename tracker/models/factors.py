"""What shows beside a password that it is somebody, or instead of one."""

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment


class CodeApp(Model):
    """An app that makes codes for somebody, from a secret that it shares with Tend: after the password one is asked for.

    Each half minute has a code, and ``used_step`` is the last whose code was taken. Recovery codes are hashed with ``salt``.
    One that ``stays`` is not taken off where its owner has lost it.
    """

    __tablename__ = "code_apps"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[str] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(64))
    used_step: Mapped[int] = mapped_column(BIG)
    stays: Mapped[bool] = mapped_column(default=False, server_default=false())
    made_at: Mapped[Moment]


class RecoveryCode(Model):
    """A code in place of one that the app makes, for when that is lost. It goes when it is used."""

    __tablename__ = "recovery_codes"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
