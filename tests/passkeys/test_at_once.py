"""Two who use the same passkey at the same instant: where it counts, one of them has a copy."""

from tests.world import NOW, person
from tracker.domain.passkeys import MadePasskey
from tracker.extensions import db
from tracker.passkeys import actions
from tracker.passkeys.queries import passkeys_of


def begin(place, use_count):
    with place.app.app_context():
        new = MadePasskey("id", b"key", use_count)
        actions.make(person("ada"), new, name="Phone", handle="h", now=NOW)
        db.session.commit()


def use(use_count):
    def act():
        ada = person("ada")
        good = actions.use(ada, passkeys_of(ada)[0], use_count, now=NOW)
        db.session.commit()
        return good

    return act


def test_the_same_count_twice_is_good_once_and_ends_it(concurrent):
    begin(concurrent, 1)

    assert sorted(concurrent.at_once(use(2), use(2))) == [False, True]
    assert concurrent.at_once(use(3)) == [False]
    with concurrent.app.app_context():
        assert passkeys_of(person("ada"))[0].refused_at == NOW


def test_one_that_does_not_count_is_good_each_time(concurrent):
    begin(concurrent, 0)

    assert concurrent.at_once(use(0), use(0), use(0)) == [True, True, True]
