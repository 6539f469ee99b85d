"""One tap, "thinking of you": once a day, told once, and whoever sends it learns nothing of what becomes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from tests.beside import not_beside
from tests.databases import acting, kept
from tests.world import ADA_TO_BEN, BENS_REFLECTION, NOW, TODAY, person
from tracker.domain.tidings import TOLD_FOR
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.models import Person, TidingRow
from tracker.sweeping import sweep_rows

WAITING = select(TidingRow.kind).where(not_beside(TidingRow))
TOLD, ARRIVED = "Ben thinking of you", "something arrived"
SEND, SENT = "Send Ada “thinking of you”", "Today’s “thinking of you” was sent."
PART = {"Tend-Part": "main"}


@pytest.fixture
def unspoken(app, world):
    """Ada and Ben have seen whatever the other had done for them."""
    with acting(app):
        db.session.execute(delete(TidingRow).where(not_beside(TidingRow)))
    return world


def told(visitor, address="/today"):
    return TOLD in " ".join(visitor.page(address).text.split())


def wish(visitor, **changed):
    """The settings as the form shows them, with some of it changed; a box that is not ticked is not sent."""
    values = visitor.page("/settings/profile").form("/settings/profile").values | changed
    answer = visitor.send(
        "/settings/profile", **{name: each for name, each in values.items() if each is not None}
    )
    assert answer.status_code == 303


def nudged(visitor):
    answer = visitor.submit("/today", to="/nudge")
    assert (answer.status_code, answer.location) == (303, "/today")
    return visitor.page("/today").text


def test_it_is_one_tap_and_is_told_once_without_a_dot(app, unspoken, ada, ben):
    assert SEND in ben.page("/today").text

    page = nudged(ben)

    assert "“Thinking of you” is sent. It asks for no answer." in page
    assert SENT in page
    assert SEND not in page
    assert ARRIVED not in ada.page("/garden").text
    assert told(ada)
    assert not told(ada)
    assert kept(app, WAITING) == []


def test_whoever_sends_it_finds_the_same_before_and_after_it_was_seen(unspoken, ada, ben):
    nudged(ben)
    before = ben.page("/today").source

    assert told(ada)

    assert ben.page("/today").source == before


def test_it_leads_to_one_of_one_s_own_and_to_doing_without(unspoken, ada, ben):
    nudged(ben)

    page = ada.page("/today")

    assert "#nudge" in page.links
    assert "nudge" in {given.get("id") for _tag, given in page.tags}
    assert "Send Ben “thinking of you”" in page.text
    assert "/settings/profile#takes_nudges" in page.links
    assert "/settings/profile#takes_nudges" not in ada.page("/today").links


def test_a_second_one_on_a_day_is_none(app, unspoken, ada, ben):
    nudged(ben)
    assert told(ada)

    ben.send("/nudge")

    assert "was sent before" in ben.page("/today").text
    assert not told(ada)


def test_two_that_wait_are_told_as_one(app, unspoken, ada, ben, moment):
    nudged(ben)
    moment.shift(timedelta(days=1))
    nudged(ben)

    assert kept(app, WAITING) == ["nudge"]
    assert told(ada)
    assert not told(ada)


@pytest.mark.parametrize(("hours", "again"), [(6, False), (7, True)])
def test_the_day_is_the_sender_s_own_and_ends_when_theirs_does(app, unspoken, ben, moment, hours, again):
    """It is eight in the evening; their day ends at three."""
    nudged(ben)
    moment.shift(timedelta(hours=hours))

    assert (SEND in ben.page("/today").text) is again


def test_a_day_that_another_zone_gives_back_is_no_other_day(app, unspoken, ben):
    with acting(app):
        person("ben").zone = "Pacific/Auckland"
    nudged(ben)
    with acting(app):
        person("ben").zone = "America/Los_Angeles"

    assert SEND not in ben.page("/today").text


def test_it_waits_behind_what_is_newer_until_it_is_told(app, unspoken, ada, ben, moment):
    nudged(ben)
    for act in (
        lambda: ben.send(f"/reflections/{unspoken.reflections[BENS_REFLECTION]}/share"),
        lambda: ben.submit("/wall", body="Look at the moon tonight."),
        lambda: ben.send(f"/wall/{unspoken.notes[ADA_TO_BEN]}/reaction", reaction="hug"),
    ):
        moment.shift(timedelta(minutes=1))
        act()

    assert "thinking of you" not in ada.page("/today").text.partition("Send Ben")[0]
    assert "nudge" in kept(app, WAITING)
    assert ARRIVED in ada.page("/garden").text, "the note is"
    ada.page("/wall")

    assert "thinking of you" in ada.page("/today").text.partition("Send Ben")[0]
    assert "nudge" not in kept(app, WAITING)


def test_neither_a_script_s_look_nor_one_ahead_has_seen_it(app, unspoken, ada, ben):
    nudged(ben)

    ada.get("/today", headers=PART)
    ada.get("/today", headers={"Sec-Purpose": "prefetch;prerender"})
    ada.head("/today")
    ada.page(f"/today/{TODAY - timedelta(days=1)}")

    assert kept(app, WAITING) == ["nudge"]
    assert told(ada)


@pytest.mark.parametrize("switched_off", ["takes_nudges", "tells_tidings"])
def test_whoever_does_without_finds_none_and_whoever_sends_sees_no_difference(
    app, unspoken, ada, ben, switched_off
):
    wish(ada, **{switched_off: None})

    page = nudged(ben)

    assert "“Thinking of you” is sent. It asks for no answer." in page
    assert SENT in page
    assert kept(app, WAITING) == []
    assert kept(app, select(Person.nudged_on).where(Person.id == person_id(app, "ben"))) == [TODAY]
    assert not told(ada)
    assert "Send Ben “thinking of you”" in ada.page("/today").text, "and can send one"


def person_id(app, name):
    with app.app_context():
        return person(name).id


def test_one_that_waits_is_gone_with_the_wish_for_them_and_does_not_come_back(app, unspoken, ada, ben):
    nudged(ben)
    ben.submit("/wall", body="Look at the moon tonight.")

    wish(ada, takes_nudges=None)

    assert kept(app, WAITING) == ["note"]
    wish(ada, takes_nudges="y")
    assert not told(ada)


def test_it_can_be_taken_back_at_once_and_there_is_no_other_that_day(app, unspoken, ada, ben):
    page = nudged(ben)
    assert "Undo" in page

    ben.send("/nudge/take-back")

    assert kept(app, WAITING) == []
    page = ben.page("/today").text
    assert "Taken back, unless it was found before." in page
    assert SEND not in page
    assert not told(ada)


def test_taking_it_back_says_the_same_once_it_was_seen(unspoken, ada, ben):
    nudged(ben)
    assert told(ada)

    ben.send("/nudge/take-back")

    assert "Taken back, unless it was found before." in ben.page("/today").text


def test_nobody_takes_back_the_other_s(app, unspoken, ada, ben):
    nudged(ben)

    ada.send("/nudge/take-back")

    assert told(ada)


@pytest.mark.parametrize("alone", ["cleo", "dan"])
def test_alone_there_is_no_button_and_nobody_to_find_it(app, world, visit, alone):
    someone, before = visit(alone), kept(app, WAITING)
    assert "thinking of you" not in someone.page("/today").text

    someone.send("/nudge")

    assert "There is nobody here who could find it." in someone.page("/today").text
    assert kept(app, WAITING) == before
    assert kept(app, select(Person.nudged_on).where(Person.id == person_id(app, alone))) == [None]


def test_after_a_parting_it_is_quiet(app, unspoken, ada, ben):
    nudged(ben)
    ben.submit("/settings/leave")

    for each in (ada, ben):
        assert "thinking of you" not in each.page("/today").text
        each.send("/nudge")
    assert kept(app, WAITING) == []


def test_who_joins_somebody_so_soon_after_finds_no_button_either(app, unspoken, ada, ben):
    with acting(app):
        person("ada").space.parted_at = NOW - timedelta(days=3)

    assert "thinking of you" not in ada.page("/today").text
    ada.send("/nudge")
    assert kept(app, WAITING) == []


def test_no_other_day_has_the_button(unspoken, ben):
    assert "thinking of you" not in ben.page(f"/today/{TODAY - timedelta(days=1)}").text


@pytest.mark.everybodys("sweeping is of the whole house")
def test_one_that_nobody_came_to_see_is_swept_away(app, unspoken, ben):
    nudged(ben)
    with acting(app):
        sweep_rows(NOW + TOLD_FOR - timedelta(minutes=1))
    assert kept(app, WAITING) == ["nudge"]

    with acting(app):
        sweep_rows(NOW + TOLD_FOR + timedelta(minutes=1))

    assert kept(app, WAITING) == []


def test_an_export_takes_along_whether_somebody_wants_them_and_no_nudge(app, unspoken, ada, ben):
    nudged(ben)
    wish(ada, takes_nudges=None)

    with app.app_context():
        found = archive_of(person("ada"), NOW)
    assert not found.me.takes_nudges
