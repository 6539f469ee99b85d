"""People whose accounts are as one seldom sees them: with codes, passkeys and locks, with another address on its way, closed."""

from datetime import datetime, timedelta

from sqlalchemy import update

from tests.browser.doing import A_DAY, A_WEEK, move_in, someone
from tests.factors.apps import RECOVERY, SALT, SECRET
from tests.there import there
from tracker.accounts import changing
from tracker.accounts.actions import admit, close_account, tell_of_link
from tracker.accounts.events import note_event
from tracker.accounts.links import hold_token, reset_token
from tracker.domain.events import AccountEvent
from tracker.domain.passkeys import PASSKEY_NAME_LENGTH
from tracker.domain.people import month_of
from tracker.domain.reminders import ReminderKind
from tracker.extensions import db
from tracker.factors import actions as factors
from tracker.factors.codes import RecoveryCodes, recovery_hash
from tracker.factors.links import lost_token
from tracker.factors.queries import code_app_of
from tracker.models import AccountEventRow, CodeApp, Device, Passkey, Person
from tracker.passkeys.queries import passkeys_of
from tracker.reminders.links import off_token

LONG_AGO = 1  # the step whose code was used last
A_MONTH = 31 * A_DAY
# As long as a field takes, with nothing to wrap at.
LONG_ADDRESS = f"{'donaudampfschifffahrt' * 3}@{'gesellschaft' * 4}.{'wohngemeinschaft' * 3}.example.org"
BROWSERS = (("Firefox", "Linux"), ("Safari", "iPhone"), ("", "Android"), ("", ""))
THEY = ("coded", "losing", "keeping", "moving", "unsure", "closed", "ending", "shut", "locked", "locking")


def open_accounts(begin: datetime, now: datetime, zone: str, *, secret: str) -> dict[str, str]:
    """Let all of them be there; returns the ends of the links that lead to their pages."""
    for who in THEY:
        move_in(who, who.capitalize(), begin, zone)
    for who in ("coded", "losing", "keeping"):
        have_codes(who, now)
    opens_in_many_ways(someone("coded"), now)
    loses_codes(now)
    factors.let_stay(someone("keeping"), stays=True)
    for who in ("locked", "locking"):
        someone(who).locks = True
    for who, at in (("closed", now), ("ending", now), ("shut", now - A_MONTH)):
        close_account(someone(who), to_be_deleted=who == "ending", now=at)
    moving = moves(now)
    someone("unsure").confirmed_at = None
    tell_of_link(someone("keeping"), now=now)
    return {
        "hold": hold_token(moving, secret),
        "off": off_token(moving, ReminderKind.HABIT, secret),
        "lost": lost_token(someone("coded"), app_of("coded"), secret),
        "noted": lost_token(someone("losing"), app_of("losing"), secret),
        "reset": reset_token(moving, secret),
        "admission": admit(secret=secret, now=now),
        "passkey": str(passkeys_of(someone("coded"))[0].id),
    }


def have_codes(who: str, now: datetime) -> None:
    """Codes after the password, of the app that tests have, and two recovery codes."""
    recovery = RecoveryCodes(RECOVERY, SALT, tuple(recovery_hash(each, SALT) for each in RECOVERY))
    factors.switch_on(someone(who), SECRET, LONG_AGO, recovery, now=now)


def app_of(who: str) -> CodeApp:
    return there(code_app_of(someone(who)))


def opens_in_many_ways(person: Person, now: datetime) -> None:
    """Two passkeys, of which one may have been copied, log-ins in other browsers, and of all that can happen something."""
    for n, name in enumerate(("W" * PASSKEY_NAME_LENGTH, "My phone")):
        used = {"used_in": month_of(now)} if n else {"refused_at": now}
        made = {"public_key": b"key", "handle": "handle", "use_count": 0, "made_at": now - A_WEEK}
        db.session.add(
            Passkey(person_id=person.id, credential_id=f"passkey {person.id} {n}", name=name, **made, **used)
        )
    for n, (browser, system) in enumerate(BROWSERS):
        ends, about = now + n * A_WEEK + A_DAY, {"browser": browser, "system": system}
        hashed = f"log-in {person.id} {n}".ljust(64, "0")
        db.session.add(
            Device(person_id=person.id, token_hash=hashed, created_at=now - A_DAY, expires_at=ends, **about)
        )
    for n, kind in enumerate(AccountEvent):
        browser, system = BROWSERS[n % len(BROWSERS)]
        note_event(kind, person.id, now=now - timedelta(hours=7 * n), browser=browser, system=system)
    refused = AccountEventRow.kind == AccountEvent.REFUSED
    db.session.execute(update(AccountEventRow).where(refused).values(times=12))


def loses_codes(now: datetime) -> None:
    """Somebody has used all recovery codes, and has said that the app is gone."""
    for each in RECOVERY:
        factors.use_recovery_code(someone("losing"), recovery_hash(each, SALT))
    factors.lose(someone("losing"), now=now)


def moves(now: datetime) -> Person:
    """Somebody has changed the address, which was held against, and wants another one that is long."""
    person = someone("moving")
    person.address_changed_at = now - A_DAY
    changing.hold_resets(person, now - A_DAY, now=now)
    changing.want_address(person, LONG_ADDRESS, spares_former=False, now=now)
    db.session.flush()
    return person
