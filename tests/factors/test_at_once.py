"""The same code, typed twice at the same instant, opens once, on both databases."""

from tests.factors.apps import RECOVERY, SALT, SECRET, App, give_codes, hashed
from tests.world import person
from tracker.domain.factors import Judged
from tracker.extensions import db
from tracker.factors import actions
from tracker.web.clock import now


def begin(place):
    with place.app.app_context():
        give_codes("ada")
        db.session.commit()


def test_a_code_at_the_same_instant_counts_once(concurrent):
    begin(concurrent)
    code = App(SECRET).code()

    def use():
        found = actions.use_code(person("ada"), code, now=now())
        db.session.commit()
        return found

    assert sorted(concurrent.at_once(use, use, use)) == [Judged.RIGHT, Judged.USED, Judged.USED]


def test_a_recovery_code_at_the_same_instant_counts_once(concurrent):
    begin(concurrent)
    code_hash = hashed(RECOVERY[0], SALT)

    def use():
        found = actions.use_recovery_code(person("ada"), code_hash)
        db.session.commit()
        return found

    assert sorted(concurrent.at_once(use, use, use)) == [False, False, True]
