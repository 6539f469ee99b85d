"""What opens an account beside its password is in a backup, and is good where it is put back: in the place of the one until then."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factors.apps import RECOVERY, SALT, SECRET, code_of, give_codes, hashed
from tests.passkeys.authenticator import Authenticator
from tests.world import NOW, person
from tracker.domain.factors import Judged
from tracker.domain.passkeys import PasskeySite
from tracker.extensions import db
from tracker.factors.actions import let_stay, lose, use_code, use_recovery_code
from tracker.factors.queries import code_app_of, recovery_count
from tracker.models import Person
from tracker.passkeys import actions as passkeys
from tracker.passkeys import ceremony
from tracker.passkeys.queries import passkey_by

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

SITE = PasskeySite("localhost", ("http://localhost",))
ASKED = {"challenge": "1-a.b"}
LATER = NOW + timedelta(minutes=5)


def moved(home, elsewhere):
    elsewhere.restore(home.back_up(), nothing_since=True)


def test_a_passkey_opens_what_was_put_back(home, elsewhere):
    device = Authenticator(handle="hers", counts=3)
    made = ceremony.made(device.make(ASKED), SITE, ASKED["challenge"])
    with home.acting():
        passkeys.make(person("ada"), made, name="Phone", handle="hers", now=NOW)

    moved(home, elsewhere)

    with elsewhere.acting():
        said = ceremony.used(answer := device.bent(counts=4).use(ASKED))
        passkey = passkey_by(said.credential_id, said.handle)
        times = ceremony.times_used(answer, SITE, ASKED["challenge"], passkey.public_key)
        assert (passkey.person_id, passkey.name, times) == (person("ada").id, "Phone", 4)
        assert passkeys.use(person("ada"), passkey, times, now=LATER)
        assert not passkeys.use(person("ada"), passkey, times, now=LATER)  # it has counted on


def test_codes_of_the_same_app_open_it_and_so_does_each_recovery_code_that_is_left(home, elsewhere):
    with home.acting():
        give_codes("ada")
        assert use_recovery_code(person("ada"), hashed(RECOVERY[0], SALT))
        assert use_code(person("ada"), code_of(SECRET, step(NOW)), now=NOW) is Judged.RIGHT

    moved(home, elsewhere)

    with elsewhere.acting():
        ada = person("ada")
        assert recovery_count(ada) == 1
        assert not use_recovery_code(ada, hashed(RECOVERY[0], SALT))
        assert use_recovery_code(ada, hashed(RECOVERY[1], SALT))
        assert use_code(ada, code_of(SECRET, step(NOW)), now=NOW) is Judged.USED
        assert use_code(ada, code_of(SECRET, step(LATER)), now=LATER) is Judged.RIGHT


def step(at):
    return int(at.timestamp()) // 30


def test_that_they_are_never_taken_off_is_put_back_too(home, elsewhere):
    with home.acting():
        give_codes("ada")
        let_stay(person("ada"), stays=True)

    moved(home, elsewhere)

    with elsewhere.acting():
        assert code_app_of(person("ada")).stays


def test_an_app_that_was_said_to_be_gone_is_in_the_backup_and_asked_for_again_where_it_is_put_back(
    home, elsewhere
):
    """Whoever could stop it may have done so since: so the seven days begin anew, with whoever says it once more."""
    with home.acting():
        give_codes("ada")
        lose(person("ada"), now=NOW)

    moved(home, elsewhere)

    pending = select(Person.id).where(Person.codes_end_at.is_not(None))
    with home.acting():
        assert db.session.scalars(pending).all() == [person("ada").id]
    with elsewhere.acting():
        assert db.session.scalars(pending).all() == []
        assert use_code(person("ada"), code_of(SECRET, step(LATER)), now=LATER) is Judged.RIGHT
        assert lose(person("ada"), now=LATER) == LATER + timedelta(days=7)
