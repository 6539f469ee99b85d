"""The tag of what somebody has before them: it moves with what their partner does there, and with nothing they may not know."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.beside import not_beside
from tests.chance import Chance
from tests.databases import acting
from tests.house.private_acts import ACTS
from tests.whole import one_in
from tests.world import ADA_TO_BEN, BENS_OUTING, EACH, OPENED_WEEK, SEALED_WEEK, TODAY, TOGETHER
from tests.worlds import ACTED_AT, Life
from tracker.extensions import db
from tracker.live.seen import LivePart
from tracker.models import TidingRow

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each asks for the tag of a page by the same statements as the one beside it"),
]

DAY = timedelta(days=1)
BENS, BOTHS = f"{EACH} of ben", TOGETHER


def tag(visitor):
    answer = visitor.get("/live")
    assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{answer.text}"')
    return answer.text


def parts(visitor):
    return dict(zip(LivePart, tag(visitor).split("."), strict=True))


def moved(before, after):
    return {each for each in LivePart if before[each] != after[each]}


@pytest.fixture
def unspoken(app, world):
    """Ada and Ben have seen whatever the other had done for them."""
    with acting(app):
        db.session.execute(delete(TidingRow).where(not_beside(TidingRow)))
    return world


def ticks(ben, world):
    ben.send(f"/tracks/{world.tracks[BENS]}/ticks/{TODAY}")


def ticks_yesterday(ben, world):
    ben.send(f"/tracks/{world.tracks[BENS]}/ticks/{TODAY - DAY}")


def ticks_for_both(ben, world):
    ben.send(f"/tracks/{world.tracks[BOTHS]}/ticks/{TODAY}")


def writes_about_a_day(ben, world):
    ben.submit(f"/tracks/{world.tracks[BENS]}/days/{TODAY}", body="It rained, and we went.")


def names_a_habit_anew(ben, world):
    page = f"/habits/{world.habits[EACH]}/edit"
    ben.submit(page, to=page, name="Another name")


def asks_for_less(ben, world):
    page = f"/habits/{world.habits[EACH]}/edit"
    ben.submit(page, to=page, often="week", times="3")


def proposes(ben, world):
    ben.submit("/settings/space", streaks="strict")


def pauses(ben, world):
    ben.submit("/pauses", starts_on=str(TODAY), ends_on=str(TODAY + DAY), whose="me")


def has_another_name(ben, world):
    ben.submit("/settings/profile", name="Benedict")


def writes_a_note(ben, world):
    ben.send("/wall", body="Look at the moon tonight.")


def reacts(ben, world):
    ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction="hug")


def answers(ben, world):
    ben.submit("/wall", to=f"/wall/{world.notes[ADA_TO_BEN]}/answer", answer="Gladly again.")


def opens_the_check_in(ben, world):
    ben.submit(f"/check-in/{SEALED_WEEK}", press="seal", closeness="4")


def hears(ben, world):
    week = f"/check-in/{OPENED_WEEK}"
    ben.submit(week, to=f"{week}/heard/went-well", line="I know.")


def plans_a_date(ben, world):
    ben.submit("/dates/new", title="A walk by the river", day=str(TODAY + 2 * DAY))


def calls_a_date_off(ben, world):
    ben.send(f"/dates/{world.outings[BENS_OUTING]}/off")


def asks_for_a_rest(ben, world):
    ben.submit("/talk", to="/talk/rest")


SEEN = {
    ticks: {LivePart.DAY},
    ticks_yesterday: {LivePart.DAY},
    ticks_for_both: {LivePart.DAY},
    writes_about_a_day: {LivePart.DAY},
    names_a_habit_anew: {LivePart.DAY},
    asks_for_less: {LivePart.DAY, LivePart.ARRIVALS},
    proposes: {LivePart.DAY},
    pauses: {LivePart.DAY},
    has_another_name: {LivePart.DAY},
    writes_a_note: {LivePart.WALL, LivePart.ARRIVALS},
    reacts: {LivePart.WALL, LivePart.ARRIVALS},
    answers: {LivePart.WALL, LivePart.ARRIVALS},
    opens_the_check_in: {LivePart.WEEK, LivePart.ARRIVALS},
    hears: {LivePart.WEEK, LivePart.ARRIVALS},
    plans_a_date: {LivePart.DATES, LivePart.ARRIVALS},
    calls_a_date_off: {LivePart.DATES},
    asks_for_a_rest: {LivePart.TALK},
}


# What is one's own in the end, and shows while it is done: that a check-in is not sealed meanwhile.
SEEN_MEANWHILE = {"seals other answers"}


@pytest.mark.parametrize(("act", "expected"), SEEN.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_the_tag_moves_with_what_the_partner_does(ada, ben, unspoken, act, expected):
    before = parts(ada)

    act(ben, unspoken)

    assert moved(before, parts(ada)) == expected


def test_a_tick_that_was_taken_back_was_never_there(ada, ben, world):
    before = tag(ada)
    ben.send(f"/tracks/{world.tracks[BENS]}/ticks/{TODAY}")
    between = tag(ada)

    ben.send(f"/tracks/{world.tracks[BENS]}/ticks/{TODAY}/undo")

    assert between != before == tag(ada)


def test_one_of_both_that_one_made_oneself_moves_it_and_ones_own_does_not(ada, ben, world):
    before = tag(ada)

    ada.send(f"/tracks/{world.tracks[f'{EACH} of ada']}/ticks/{TODAY}")
    assert tag(ada) == before

    ada.send(f"/tracks/{world.tracks[BOTHS]}/ticks/{TODAY}")
    assert tag(ada) != before


def test_no_two_people_have_a_tag_in_common_though_they_see_the_same(ada, ben, visit, world):
    tags = [parts(each) for each in (ada, ben, visit("cleo"), visit("dan"))]

    for part in LivePart:
        assert len({each[part] for each in tags}) == len(tags)


def test_the_tag_tells_of_nothing_but_of_what_is_there(ada, world, app):
    """With another secret it is another one; with the same it stays, whenever it is asked for."""
    before = tag(ada)
    assert tag(ada) == before

    app.config["SECRET_KEY"], kept = "another secret of this server", app.config["SECRET_KEY"]
    cookie = ada.session
    try:
        ada.session = cookie
        assert moved(dict(zip(LivePart, before.split("."), strict=True)), parts(ada)) == {*LivePart}
    finally:
        app.config["SECRET_KEY"] = kept


@pytest.mark.everybodys("some acts sweep for all")
@pytest.mark.parametrize("name", sorted({*one_in(4, ACTS), *SEEN_MEANWHILE}))
def test_the_tag_does_not_move_with_what_one_does_for_oneself_alone(app, world, moment, monkeypatch, name):
    act, chance = ACTS[name], Chance()
    chance.rules(monkeypatch)
    life = Life(app, world, moment, chance)
    with life.at(ACTED_AT, "before"):
        for _ in act.after(life) or ():
            pass
    before = tag(life.visit(act.other))

    for _ in act.step(life) or ():
        assert tag(life.visit(act.other)) == before or name in SEEN_MEANWHILE

    assert tag(life.visit(act.other)) == before
