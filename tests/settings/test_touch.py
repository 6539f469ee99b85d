"""The numbers of touch are there while both want them: either switches them off for both, and on needs both."""

import pytest
from sqlalchemy import update

from tests.databases import acting
from tests.world import NOW, TODAY, habit_called, person, planted, ticked
from tracker.domain.habits import Mode
from tracker.extensions import db
from tracker.habits.actions import share
from tracker.models import Person


@pytest.fixture
def hug(app):
    """Ada and Ben have hugged today; returns where they read of it."""
    with acting(app):
        planted("Hug", by="ada", mode=Mode.TOGETHER, strategy=8)
        share([habit_called("Hug", "ada")], by=person("ada"), now=NOW)
        ticked("Hug", TODAY, 1, by="ada")
        return f"/habits/{habit_called('Hug', 'ada').id}"


def wanted(app, **wants):
    with acting(app):
        for name, wish in wants.items():
            db.session.execute(update(Person).where(Person.id == person(name).id).values(touch_numbers=wish))


@pytest.mark.parametrize(
    ("wants", "there"),
    [
        ({}, False),
        ({"ada": True}, False),
        ({"ben": True}, False),
        ({"ada": True, "ben": True}, True),
    ],
)
def test_the_numbers_of_touch_are_there_while_both_want_them(app, ada, ben, hug, wants, there):
    wanted(app, **wants)

    for visitor in (ada, ben):
        text = visitor.page(hug).text
        assert ("Longest ever" in text, "while you both want them" in text) == (there, not there)
        today = visitor.page("/today").text
        row = today[today.index("Hug") : today.index("Hug") + 60]
        assert ("1 day" in row) is there
        assert ("small thing done" in visitor.page("/guide/touch").text) is there


def test_either_switches_them_off_for_both_in_the_settings(app, ada, ben, hug):
    for visitor in (ada, ben):
        visitor.submit("/settings/space", touch_numbers="y")
    assert "Longest ever" in ada.page(hug).text

    ben.submit("/settings/space", touch_numbers="")

    assert "Longest ever" not in ada.page(hug).text
    ada.submit("/settings/space", touch_numbers="y")
    assert "Longest ever" not in ada.page(hug).text


def test_whoever_is_alone_has_them(app, cleo):
    with acting(app):
        planted("Hold a warm cup", by="cleo", strategy=8)
        number = habit_called("Hold a warm cup", "cleo").id

    assert "Longest ever" in cleo.page(f"/habits/{number}").text
    assert "numbers of touch" not in cleo.page("/settings/space").text
