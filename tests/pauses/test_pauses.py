"""Pauses of oneself, of both and of single habits: set, ended, taken away and brought back."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import acting, kept, rows
from tests.settled import assert_settled
from tests.world import ADAS_PRIVATE, BENS_OWN, EACH, NOW, TODAY, TOGETHER, person
from tracker.extensions import db
from tracker.models import Pause
from tracker.spaces import actions as spaces
from tracker.today.queries import today_page

DAY = timedelta(days=1)


def pauses(app, *, besides):
    found = rows(
        app,
        select(Pause.id, Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on).where(
            not_beside(Pause)
        ),
    )
    return [row[1:] for row in found if row[0] not in besides]


def settled(app):
    with app.app_context():
        for name in ("ada", "ben"):
            assert_settled(name, NOW)
        db.session.rollback()


@pytest.fixture
def besides(world):
    return set(world.pauses.values())


@pytest.mark.parametrize(("since", "until", "where"), [(-9, -3, "Past"), (-3, 4, "Now"), (3, 9, "To come")])
def test_a_pause_can_lie_behind_around_or_before_one(app, world, ada, besides, since, until, where):
    first, last = TODAY + since * DAY, TODAY + until * DAY
    ada.submit("/pauses", starts_on=str(first), ends_on=str(last), whom="me")

    text = ada.page("/pauses").text
    assert pauses(app, besides=besides) == [(None, world.people["ada"], first, last)]
    assert where in text
    settled(app)


def test_what_is_in_the_archive_is_not_offered_to_be_paused(world, ada):
    each, together = (f'value="habit-{world.habits[name]}"' for name in (EACH, TOGETHER))
    offered = [habit in ada.page("/pauses").source for habit in (each, together)]

    ada.send(f"/habits/{world.habits[EACH]}/archive")

    source = ada.page("/pauses").source
    assert (offered, [habit in source for habit in (each, together)]) == ([True, True], [False, True])


def test_a_single_habit_is_paused_for_both(app, world, ada, ben, besides):
    ada.submit("/pauses", starts_on=str(TODAY), ends_on=str(TODAY + DAY), whom=f"habit-{world.habits[EACH]}")

    assert pauses(app, besides=besides) == [(world.habits[EACH], None, TODAY, TODAY + DAY)]
    assert EACH in ada.page("/pauses").text
    assert EACH in ben.page("/pauses").text
    with app.app_context():
        assert not today_page(person("ada"), None, NOW).head.paused
        db.session.rollback()
    settled(app)


@pytest.mark.parametrize("who", ["ada", "ben"])
@pytest.mark.parametrize("name", [EACH, TOGETHER])
def test_nobody_pauses_days_behind_of_what_two_tend(app, world, visit, besides, name, who):
    whom = f"habit-{world.habits[name]}"
    first, last = str(TODAY - DAY), str(TODAY + DAY)

    answer = visit(who).submit("/pauses", starts_on=first, ends_on=last, whom=whom)
    visit(who).send(f"/pauses/{first}/{last}?whom={whom}")

    assert answer.status_code == 422
    assert "You both tend this habit" in answer.text and f'value="{first}"' in answer.text
    assert pauses(app, besides=besides) == []


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_a_pause_of_what_two_tend_ends_from_today_on(app, world, moment, visit, besides, who):
    habit_id = world.habits[EACH]
    visit("ada").submit(
        "/pauses", starts_on=str(TODAY), ends_on=str(TODAY + 9 * DAY), whom=f"habit-{habit_id}"
    )
    (pause_id,) = kept(app, select(Pause.id).where(Pause.habit_id == habit_id, Pause.id.not_in(besides)))
    moment.shift(2 * DAY)

    visitor = visit(who)
    visitor.send(f"/pauses/{pause_id}/end")

    assert "You both tend this habit" in visitor.page("/pauses").text
    assert pauses(app, besides=besides) == [(habit_id, None, TODAY, TODAY + 9 * DAY)]
    assert f"/pauses/{pause_id}/end" not in visit(who).page("/pauses").source

    visit(who).submit("/pauses", to=f"/pauses/{pause_id}/lift")
    assert pauses(app, besides=besides) == [(habit_id, None, TODAY, TODAY + DAY)]
    assert f"/pauses/{pause_id}/end" not in visit(who).page("/pauses").source


def test_the_pause_of_a_private_habit_is_its_owners_alone(world, ada, ben):
    assert ADAS_PRIVATE in ada.page("/pauses").text
    assert ADAS_PRIVATE not in ben.page("/pauses").text
    for what in ("end", "lift"):
        assert ben.send(f"/pauses/{world.pauses['private']}/{what}").status_code == 404


@pytest.mark.parametrize(
    ("who", "habit", "status"),
    [("ben", ADAS_PRIVATE, 404), ("cleo", EACH, 404), ("dan", TOGETHER, 404), ("ada", BENS_OWN, 422)],
)
def test_what_is_not_theirs_to_pause_is_left_alone(app, world, visit, besides, who, habit, status):
    answer = visit(who).send(
        "/pauses", starts_on=str(TODAY), ends_on=str(TODAY), whom=f"habit-{world.habits[habit]}"
    )

    assert (answer.status_code, pauses(app, besides=besides)) == (status, [])


@pytest.mark.parametrize("whom", ["habit-", "habit-x", f"habit-{10**30}", "somebody", "habit--1"])
def test_for_whom_nobody_knows_it_is_for_oneself(app, world, ada, besides, whom):
    ada.send("/pauses", starts_on=str(TODAY), ends_on=str(TODAY), whom=whom)

    assert pauses(app, besides=besides) == [(None, world.people["ada"], TODAY, TODAY)]


@pytest.mark.parametrize("days_ago", [1, 3])
def test_a_running_pause_ends_with_yesterday(app, world, ada, besides, days_ago):
    since = TODAY - days_ago * DAY
    ada.submit("/pauses", starts_on=str(since), ends_on=str(TODAY + 9 * DAY), whom="both")
    (pause_id,) = [
        row[0] for row in rows(app, select(Pause.id).where(not_beside(Pause))) if row[0] not in besides
    ]

    ada.submit("/pauses", to=f"/pauses/{pause_id}/lift")

    assert pauses(app, besides=besides) == [(None, world.people["ada"], since, TODAY - DAY)]
    settled(app)


def test_a_pause_that_began_today_or_later_is_gone_when_it_ends_now(app, world, ada, besides):
    ada.submit("/pauses", starts_on=str(TODAY), ends_on=str(TODAY + 9 * DAY), whom="me")
    (pause_id,) = [
        row[0] for row in rows(app, select(Pause.id).where(not_beside(Pause))) if row[0] not in besides
    ]

    ada.send(f"/pauses/{pause_id}/lift")

    assert pauses(app, besides=besides) == []


def test_a_pause_taken_away_can_be_had_back(app, world, ada, besides):
    before = rows(
        app,
        select(Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on)
        .where(not_beside(Pause))
        .order_by(Pause.starts_on),
    )

    for pause_id in (world.pauses["both"], world.pauses["private"]):
        ada.submit("/pauses", to=f"/pauses/{pause_id}/end")
        undo = next(each for each in ada.page("/pauses").actions if each.startswith("/pauses/2026-"))
        assert ada.send(undo).status_code == 303
        ada.page("/pauses")

    after = rows(
        app,
        select(Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on)
        .where(not_beside(Pause))
        .order_by(Pause.starts_on),
    )
    of_both = next(row for row in before if row[:2] == (None, None))
    assert set(after) == {
        *(row for row in before if row != of_both),
        *((None, world.people[name], *of_both[2:]) for name in ("ada", "ben")),
    }
    settled(app)


def test_set_twice_it_is_there_once(app, world, ada, besides):
    for _time in range(2):
        ada.send(f"/pauses/{TODAY}/{TODAY + DAY}?whom=both")

    assert pauses(app, besides=besides) == [(None, world.people["ada"], TODAY, TODAY + DAY)]


def test_a_pause_of_ones_own_stands_beside_one_of_both_on_the_same_days(app, world, ada, ben, besides):
    ask_for_both(ada)
    ben.send(f"/pauses/{offered(app, besides)}/accept")

    ada.submit("/pauses", starts_on=str(FIRST), ends_on=str(LAST), whom="me")

    of_both, own = (None, None, FIRST, LAST), (None, world.people["ada"], FIRST, LAST)
    assert set(pauses(app, besides=besides)) == {of_both, own}


@pytest.mark.parametrize("path", [f"/pauses/{TODAY}/{TODAY - DAY}", f"/pauses/{TODAY}/{TODAY + 900 * DAY}"])
def test_an_address_asks_for_no_pause_that_cannot_be(app, ada, besides, path):
    ada.send(path)

    assert pauses(app, besides=besides) == []


def test_a_pause_excuses_its_days_for_one_or_for_both(app, world, ada):
    before = set(kept(app, select(Pause.id).where(not_beside(Pause))))
    ada.submit("/pauses", starts_on="2026-03-02", ends_on="2026-03-04")
    ada.submit("/pauses", starts_on="2026-03-06", ends_on="2026-03-06", whom="both")

    new = (
        select(Pause.person_id, Pause.starts_on, Pause.ends_on)
        .where(not_beside(Pause))
        .where(Pause.id.not_in(before))
        .order_by(Pause.starts_on, Pause.id)
    )
    assert rows(app, new) == [
        (world.people["ada"], date(2026, 3, 2), date(2026, 3, 4)),
        (world.people["ada"], date(2026, 3, 6), date(2026, 3, 6)),
    ]
    settled(app)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        ("2026-03-04", "2026-03-03"),
        ("2026-03-04", "2027-03-06"),
        ("0001-01-01", "9999-12-31"),
        ("", "2026-03-03"),
        ("2026-02-30", "2026-03-03"),
        ("2026-03-04", "\x00"),
        ("2026-03-04", "9" * 5000),
    ],
)
def test_a_pause_that_cannot_be_is_said_in_words(app, ada, starts_on, ends_on):
    before = kept(app, select(Pause.id).where(not_beside(Pause)))
    answer = ada.send("/pauses", starts_on=starts_on, ends_on=ends_on)

    assert (answer.status_code, "field__error" in answer.text) == (422, True)
    assert kept(app, select(Pause.id).where(not_beside(Pause))) == before


def test_a_pause_can_be_a_year_long_and_no_longer(app, world, ada, besides):
    answers = [
        ada.submit("/pauses", starts_on="2026-03-04", ends_on=ends_on, whom="me")
        for ends_on in ("2027-03-05", "2027-03-06")
    ]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "A pause can be up to a year long." in answers[1].text
    assert pauses(app, besides=besides) == [
        (None, world.people["ada"], date(2026, 3, 4), date(2027, 3, 5)),
    ]


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_a_pause_at_the_end_of_time_does_no_harm(app, ada, edge):
    assert ada.send("/pauses", starts_on=edge, ends_on=edge).status_code in (303, 422)

    assert ada.page("/today") and ada.page("/pauses")
    settled(app)


def test_a_pause_is_taken_away_by_whom_it_is_for(app, world, ada, ben):
    bens, both = world.pauses["bens"], world.pauses["both"]

    assert ada.send(f"/pauses/{bens}/end").status_code == 404
    ada.submit("/pauses", to=f"/pauses/{both}/end")
    ben.submit("/pauses", to=f"/pauses/{bens}/end")

    assert rows(
        app, select(Pause.id, Pause.person_id).where(not_beside(Pause)).where(Pause.id.in_([bens, both]))
    ) == [(both, world.people["ben"])]
    assert ben.send(f"/pauses/{bens}/end").status_code == 404
    settled(app)


WAITS = re.compile(r'today__waits"[^>]*><span><bdi>(.*?)</bdi>')
FIRST, LAST = TODAY - 5 * DAY, TODAY - 3 * DAY


def ask_for_both(ada):
    ada.submit("/pauses", starts_on=str(FIRST), ends_on=str(LAST), whom="both")


def offered(app, besides):
    (pause_id,) = [
        row[0] for row in rows(app, select(Pause.id).where(not_beside(Pause))) if row[0] not in besides
    ]
    return pause_id


def excused(app, name):
    """Whether somebody reads that nothing was asked of them on the days of the pause."""
    with app.app_context():
        found = {today_page(person(name), day, NOW).head.paused for day in (FIRST, LAST)}
        db.session.rollback()
    return found


def test_a_pause_for_both_holds_for_whoever_asks_until_the_other_accepts(app, world, ada, ben, besides):
    ask_for_both(ada)

    assert (excused(app, "ada"), excused(app, "ben")) == ({True}, {False})
    settled(app)
    assert "Ada pauses from Mar 6 to Mar 8" in ben.page("/today").text
    assert "If you like, nothing is asked of you" not in ada.page("/today").text
    assert WAITS.findall(ben.page("/today").source) == ["Ada pauses from Mar 6 to Mar 8."]
    for _time in range(2):
        ben.send(f"/pauses/{offered(app, besides)}/accept")
    assert (excused(app, "ada"), excused(app, "ben")) == ({True}, {True})
    assert "Ada pauses" not in ben.page("/today").text
    settled(app)


def test_a_pause_that_is_put_away_stays_with_whoever_asked(app, world, ada, ben, besides):
    ask_for_both(ada)
    before = [ada.page("/pauses") and ada.page(path).text for path in ("/today", "/pauses")]
    ben.submit("/today", to=f"/pauses/{offered(app, besides)}/put-away")

    assert [ada.page(path).text for path in ("/today", "/pauses")] == before
    assert (excused(app, "ada"), excused(app, "ben")) == ({True}, {False})
    assert "Ada pauses" not in ben.page("/today").text
    assert ben.send(f"/pauses/{offered(app, besides)}/accept").status_code == 404


def test_nobody_accepts_what_is_not_offered_to_them(app, ada, ben, cleo, world, besides):
    ask_for_both(ada)
    number = offered(app, besides)

    assert [each.send(f"/pauses/{number}/accept").status_code for each in (ada, cleo)] == [404, 404]
    assert ada.send(f"/pauses/{world.pauses['bens']}/accept").status_code == 404
    ada.send(f"/pauses/{number}/end")
    assert ben.send(f"/pauses/{number}/accept").status_code == 404


def test_whoever_ends_a_pause_of_both_ends_their_half(app, world, ada, ben, besides):
    ada.submit("/pauses", starts_on=str(TODAY - 3 * DAY), ends_on=str(TODAY + 9 * DAY), whom="both")
    number = offered(app, besides)
    ben.submit("/today", to=f"/pauses/{number}/accept")
    ada.submit("/pauses", to=f"/pauses/{number}/lift")

    people = world.people
    assert sorted(pauses(app, besides=besides), key=lambda row: row[3]) == [
        (None, people["ada"], TODAY - 3 * DAY, TODAY - DAY),
        (None, people["ben"], TODAY - 3 * DAY, TODAY + 9 * DAY),
    ]
    settled(app)


def test_what_was_offered_to_one_is_not_offered_to_whoever_comes_after(app, ada, besides):
    ask_for_both(ada)
    with acting(app):
        spaces.leave(by=person("ada"), now=NOW)

    assert kept(app, select(Pause.offered).where(not_beside(Pause)).where(Pause.offered)) == []
