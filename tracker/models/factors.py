"""What shows beside a password that it is somebody, or instead of one."""

from datetime import date

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.passkeys import PASSKEY_NAME_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Content, Id, Moment, Title


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


class Passkey(Model):
    """A key pair on a device of somebody's, of which Tend knows the public half. It opens their account by itself, once the
    device has seen that it is them.

    The device tells whose it is by a ``handle``, which is random and the same for all of one person. ``use_count`` is how
    often it said it was used. Of its use the month alone is kept, ``used_in``. Since ``refused_at`` it opens nothing: it may
    have been copied.
    """

    __tablename__ = "passkeys"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(Content(2000))
    handle: Mapped[str] = mapped_column(String(64))
    use_count: Mapped[int] = mapped_column(BIG)
    name: Mapped[str] = mapped_column(Title(PASSKEY_NAME_LENGTH))
    made_at: Mapped[Moment]
    used_in: Mapped[date | None]
    refused_at: Mapped[Moment | None]
