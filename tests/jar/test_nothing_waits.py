"""Where nothing waits in the jar, there is what was said before."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.databases import acting
from tests.jar.opened import DAY, PATH
from tests.world import BENS_JAR, BENS_WAITING, NOW, person
from tracker.extensions import db
from tracker.jar import actions
from tracker.jar.queries import old_note_of_today
from tracker.models import JarNote, Note
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


LONG_AGO = NOW - timedelta(days=20)


ASKS = "Is today a hard day?"


def wrote_long_ago(app, *words):
    """What Ben wrote to Ada on the wall weeks ago, and no more; nothing of his is left in the jar."""
    with acting(app):
        db.session.execute(update(Note).where(Note.author_id == person("ben").id).values(deleted_at=NOW))
        db.session.execute(update(JarNote).where(JarNote.body == BENS_JAR).values(deleted_at=NOW))
        for number, each in enumerate(words):
            wall.write(each, by=person("ben"), now=LONG_AGO + number * DAY)


def taken_out(visitor):
    """The page one comes to by opening one."""
    answer = visitor.send(f"{PATH}/open")
    return visitor.page(answer.location)


def test_an_empty_jar_offers_what_the_partner_wrote_long_ago(app, ada):
    wrote_long_ago(app, "The evening by the lake")

    page = taken_out(ada)

    assert "The evening by the lake" in page.text
    assert "The jar is empty today." in page.text
    assert ASKS not in page.text


def test_it_is_the_same_one_all_day_and_another_one_tomorrow(app, ada, moment):
    wrote_long_ago(app, "the-lake", "the-soup")

    first, again = taken_out(ada).text, taken_out(ada).text
    moment.shift(timedelta(days=1))
    tomorrow = taken_out(ada).text

    shown = [{word for word in ("the-lake", "the-soup") if word in text} for text in (first, again, tomorrow)]
    assert shown[0] == shown[1]
    assert shown[0] | shown[2] == {"the-lake", "the-soup"}


@pytest.mark.parametrize(("later", "is_old"), [(timedelta(), False), (timedelta(microseconds=1), True)])
def test_what_the_partner_wrote_is_old_after_two_weeks(app, later, is_old):
    wrote_long_ago(app, "The evening by the lake")

    with app.app_context():
        found = old_note_of_today(person("ada"), LONG_AGO + timedelta(days=14) + later)
        db.session.rollback()

    assert (found != 0) is is_old


def test_what_waits_in_the_jar_comes_first(app, world, ada):
    wrote_long_ago(app, "The evening by the lake")
    with acting(app):
        actions.put_in("For just such a day", by=person("ben"), now=NOW)

    page = taken_out(ada)

    assert "For just such a day" in page.text
    assert "The evening by the lake" not in page.text


def test_it_asks_only_where_there_is_something_for_certain_whatever_waits_in_the_jar(app, ada, visit):
    wrote_long_ago(app)
    asked = {"before": ASKS in ada.page(PATH).text, "alone": ASKS in visit("cleo").page(PATH).text}
    wrote_long_ago(app, "The evening by the lake")
    asked["with old notes"] = ASKS in ada.page(PATH).text

    assert asked == {"before": False, "alone": False, "with old notes": True}
    assert "Look into the jar" not in visit("cleo").page(PATH).text


def test_where_nothing_was_written_an_empty_jar_says_so(app, ada):
    wrote_long_ago(app)

    assert "Look into the jar" in ada.page(PATH).text
    assert "There is nothing in the jar right now." in taken_out(ada).text


def test_no_other_note_is_offered_by_its_number(world, ada):
    for note_id in {*world.notes.values(), 10**18} - {world.notes[BENS_WAITING]}:
        assert "The jar is empty today." not in ada.page(f"{PATH}?old={note_id}").text
