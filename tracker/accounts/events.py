"""What happens to an account, noted for its owner alone."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from tracker.accounts.room import drop_older
from tracker.domain.events import MOST, AccountEvent
from tracker.extensions import db
from tracker.models import AccountEventRow, Person

A_DAY = timedelta(days=1)


def note_event(
    kind: AccountEvent, person_id: int, *, now: datetime, browser: str = "", system: str = ""
) -> None:
    """Note that something happened to an account, in the browser of whoever did it, if it was done in one."""
    db.session.add(AccountEventRow(person_id=person_id, kind=kind, at=now, browser=browser, system=system))
    db.session.flush()
    drop_older(AccountEventRow, AccountEventRow.person_id == person_id, by=AccountEventRow.at, most=MOST)


def note_refusal(
    kind: AccountEvent, person_id: int | None, *, now: datetime, browser: str, system: str
) -> None:
    """Note that a password was wrong, or a code. For an address that no account has the same is done, so that it takes as long."""
    known = AccountEventRow.person_id.is_not_distinct_from(person_id)
    of_the_day = (AccountEventRow.kind == kind, AccountEventRow.at > now - A_DAY)
    same = (AccountEventRow.browser == browser, AccountEventRow.system == system)
    once_more = (
        update(AccountEventRow)
        .where(known, *of_the_day, *same, AccountEventRow.times < 1000)
        .values(times=AccountEventRow.times + 1)
        .execution_options(synchronize_session=False)
    )
    if not db.session.execute(once_more).rowcount:  # type: ignore[attr-defined]
        db.session.add(
            AccountEventRow(person_id=person_id, kind=kind, at=now, browser=browser, system=system)
        )


def events_of(person: Person) -> list[AccountEventRow]:
    """What happened to a person's account, the newest first."""
    theirs = select(AccountEventRow).where(AccountEventRow.person_id == person.id)
    return list(db.session.scalars(theirs.order_by(AccountEventRow.at.desc(), AccountEventRow.id)))


def clear_events(person: Person) -> None:
    """Let all that is noted of a person's account be gone."""
    db.session.execute(delete(AccountEventRow).where(AccountEventRow.person_id == person.id))
