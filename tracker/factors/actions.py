"""What people do with their codes. Each is of an account alone: nobody else learns of it, the partner neither."""

from datetime import datetime

from sqlalchemy import delete, update

from tracker.accounts.events import note_event
from tracker.domain.events import AccountEvent
from tracker.domain.factors import LOST_FOR, Judged, judged, plain_digits, step_at
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.factors.codes import RecoveryCodes, code_at
from tracker.factors.queries import code_app_of
from tracker.holding import hold_space
from tracker.models import CodeApp, Person, RecoveryCode

NO_CODES = _("Codes are not switched on.")


def judge(secret: str, typed: str, *, now: datetime, used_step: int = 0) -> tuple[Judged, int]:
    """What a code is of a secret, and of which step."""
    return judged(
        plain_digits(typed), lambda step: code_at(secret, step), now_step=step_at(now), used_step=used_step
    )


def switch_on(person: Person, secret: str, step: int, recovery: RecoveryCodes, *, now: datetime) -> None:
    """Ask for a code after the password from now on. The code of that step has shown that the app has the secret, and counts
    no more.
    """
    hold_space(person)
    if code_app_of(person) is not None:
        raise Refused(_("Codes are switched on already. Switch them off first, to take another app."))
    db.session.add(
        CodeApp(person_id=person.id, secret=secret, salt=recovery.salt, used_step=step, made_at=now)
    )
    person.codes_end_at = None
    db.session.flush()
    take_recovery_codes(person, recovery)


def take_recovery_codes(person: Person, recovery: RecoveryCodes) -> None:
    """Have ten recovery codes in place of all there were."""
    hold_space(person)
    own_app(person).salt = recovery.salt
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    db.session.add_all(RecoveryCode(person_id=person.id, code_hash=each) for each in recovery.hashes)


def own_app(person: Person) -> CodeApp:
    """The app that makes codes for a person; raises `Refused` where none does."""
    app = code_app_of(person)
    if app is None:
        raise Refused(NO_CODES)
    return app


def switch_off(person: Person) -> None:
    """Ask for no code any more. Twice is once."""
    hold_space(person)
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    db.session.execute(delete(CodeApp).where(CodeApp.person_id == person.id))
    person.codes_end_at = None


def use_code(person: Person, typed: str, *, now: datetime) -> Judged:
    """What a code is; a right one is used with it. Of two who type the same at the same instant, one has used it."""
    hold_space(person)
    app = code_app_of(person)
    if app is None:
        return Judged.WRONG
    found, step = judge(app.secret, typed, now=now, used_step=app.used_step)
    if found is not Judged.RIGHT:
        return found
    unused = (CodeApp.id == app.id) & (CodeApp.used_step < step)
    used = db.session.execute(update(CodeApp).where(unused).values(used_step=step))
    return Judged.RIGHT if used.rowcount else Judged.USED  # type: ignore[attr-defined]


def use_recovery_code(person: Person, code_hash: str) -> bool:
    """Whether this is the hash of a recovery code of theirs, which is gone with it; of two who use it at the same instant, one
    has.
    """
    hold_space(person)
    fits = (RecoveryCode.person_id == person.id) & (RecoveryCode.code_hash == code_hash)
    return bool(db.session.execute(delete(RecoveryCode).where(fits)).rowcount)  # type: ignore[attr-defined]


def use_either(person: Person, typed: str, code_hash: str, *, now: datetime) -> Judged:
    """What a code of either kind is; of one that is no number the hash is looked for among recovery codes."""
    if not code_hash:
        return use_code(person, typed, now=now)
    return Judged.RIGHT if use_recovery_code(person, code_hash) else Judged.WRONG


def let_stay(person: Person, *, stays: bool) -> None:
    """Say whether codes that are lost are never taken off. Where they are not, whatever was asked before has ended."""
    hold_space(person)
    own_app(person).stays = stays
    if stays:
        person.codes_end_at = None


def lose(person: Person, *, now: datetime) -> datetime:
    """Have a person's codes taken off seven days from now, as lost; returns when. Twice is once: the days begin with the first.

    It is told on all their log-ins, of which each can stop it.
    """
    hold_space(person)
    if own_app(person).stays:
        raise Refused(_("Whoever has this account has chosen that its codes are never taken off."))
    if person.codes_end_at is None:
        person.codes_end_at = now + LOST_FOR
        note_event(AccountEvent.CODES_LOST, person.id, now=now)
    return person.codes_end_at


def keep(person: Person) -> None:
    """Stop that codes are taken off. Twice is once."""
    hold_space(person)
    person.codes_end_at = None


def take_off_due(person: Person, *, now: datetime) -> bool:
    """Take a person's codes off whose time as lost is over; whether it was."""
    hold_space(person)
    if person.codes_end_at is None or person.codes_end_at > now:
        return False
    switch_off(person)
    note_event(AccountEvent.CODES_TAKEN_OFF, person.id, now=now)
    return True
