"""Finding what shows that it is somebody."""

from datetime import datetime

from sqlalchemy import func, select

from tracker.extensions import db
from tracker.models import CodeApp, Person, RecoveryCode


def code_app_of(person: Person) -> CodeApp | None:
    """The app that makes codes for a person, as it is now."""
    theirs = select(CodeApp).where(CodeApp.person_id == person.id)
    return db.session.scalar(theirs.execution_options(populate_existing=True))


def salt_of(person: Person) -> str:
    """What a person's recovery codes are hashed with."""
    return db.session.scalar(select(CodeApp.salt).where(CodeApp.person_id == person.id)) or ""


def recovery_count(person: Person) -> int:
    """How many recovery codes a person has left."""
    left = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.person_id == person.id)
    return db.session.scalar(left) or 0


def people_without_codes(now: datetime) -> list[int]:
    """The accounts whose codes were said to be lost, and have had their time."""
    return list(db.session.scalars(select(Person.id).where(Person.codes_end_at <= now)))
