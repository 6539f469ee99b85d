"""Each has an order of their own for the habits on their Today."""

from tests.databases import acting
from tests.world import ADAS_PRIVATE, BENS_OWN, CLEOS, EACH, NOW, TODAY, TOGETHER, person, planted
from tracker.today.queries import today_page


def names(name):
    return [row.habit.name for row in today_page(person(name), None, NOW).rows]


def test_a_habit_moves_for_the_one_who_moves_it_and_for_nobody_else(app, world, ada, ben):
    with acting(app):
        before = {name: names(name) for name in ("ada", "ben")}
    own = [each for each in before["ada"] if each != BENS_OWN]
    page = ada.page("/today/order").text
    assert sorted(own, key=page.index) == own

    answer = ada.send(f"/today/order/{world.habits[TOGETHER]}/up", came_from="/today/order")

    assert answer.location == f"/today/order#habit-{world.habits[TOGETHER]}"
    place = own.index(TOGETHER)
    moved = [*own[: place - 1], TOGETHER, own[place - 1], *own[place + 1 :]]
    with acting(app):
        assert [each for each in names("ada") if each != BENS_OWN] == moved
        assert names("ben") == before["ben"]


def test_at_an_end_it_stays(app, world, cleo):
    with acting(app):
        planted("tea", by="cleo", since=TODAY)
        before = names("cleo")
    for way in ("up", "up", "down", "down", "down", "up"):
        cleo.send(f"/today/order/{world.habits[CLEOS]}/{way}")

    with acting(app):
        assert names("cleo") == before


def test_what_is_planted_later_comes_last(app, world, ada):
    ada.send(f"/today/order/{world.habits[EACH]}/down")
    with acting(app):
        planted("tea", by="ada", since=TODAY)

        assert names("ada")[-1] in ("tea", BENS_OWN)
        assert names("ben")[-1] != ADAS_PRIVATE


def test_what_is_the_partners_alone_and_what_is_not_there_is_no_ones_to_move(world, ada, ben):
    for path in (world.habits[BENS_OWN], world.habits[CLEOS], 7):
        assert ada.send(f"/today/order/{path}/up").status_code == 404
    assert ben.send(f"/today/order/{world.habits[ADAS_PRIVATE]}/down").status_code == 404


def test_today_leads_to_it_where_there_is_something_to_put_in_order(app, ada, cleo):
    assert "/today/order" in ada.page("/today").links
    assert "/today/order" not in cleo.page("/today").links
