"""What is done without a network waits in the browser, is sent once there is one, and is there then, once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.late.house import (
    AT_NIGHT,
    NAMES,
    ONLINE,
    TAKEN_BACK,
    TICKED,
    House,
    Server,
    arrive,
    tap,
    things,
    ticked_on,
    until,
    wait_for,
    write,
)
from tests.whole import some

pytestmark = pytest.mark.browser


def done_without_a_network(context: BrowserContext, name: str) -> Page:
    """All ticks, of which some are taken back, and two notes; the day stays open."""
    day, wall = arrive(context), arrive(context, "/wall")
    context.set_offline(True)
    tap(day, things())
    wait_for(day, TICKED)
    tap(day, things(0, TAKEN_BACK))
    wait_for(day, TICKED + TAKEN_BACK)
    for number in range(2):
        write(wall, f"{name} {number}")
    wait_for(wall, TICKED + TAKEN_BACK + 2)
    wall.close()
    return day


def all_is_sent(page: Page) -> None:
    page.evaluate(ONLINE)
    expect(page.locator(".late")).to_be_hidden()


@pytest.mark.parametrize("order", some([NAMES, NAMES[::-1]], "who is first"), ids="-".join)
def test_two_come_back_and_every_third_answer_is_lost(house: House, order: tuple[str, str]) -> None:
    house.way.lost_back = lambda number: number % 3 == 0
    with house.phone("ada") as adas, house.phone("ben") as bens:
        phones = {"ada": adas, "ben": bens}
        days = {name: done_without_a_network(phones[name], name) for name in NAMES}
        assert (house.ticked("ada"), house.notes()) == ([], [])

        for name in order:
            phones[name].set_offline(False)
            all_is_sent(days[name])

        for name in NAMES:
            assert house.ticked(name) == things(TAKEN_BACK)
            assert ticked_on(days[name]) == things(TAKEN_BACK)
        assert house.notes() == ["ada 0", "ada 1", "ben 0", "ben 1"]
        assert house.bookings() == 2 * (TICKED + TAKEN_BACK + 2)
        for name in NAMES:
            days[name].goto("/wall")
            for words in house.notes():
                expect(days[name].get_by_text(words, exact=True)).to_have_count(1)


MOMENTS = [
    (what, where, number)
    for what in ("tab", "server")
    for where in ("there", "back")
    for number in (1, 2, 4, 6, 7)
]


@AT_NIGHT
@pytest.mark.parametrize(("what", "where", "number"), some(MOMENTS, "late"), ids=str)
def test_whatever_dies_in_the_middle_all_is_there_once(
    fragile: House, server: Server, what: str, where: str, number: int
) -> None:
    with fragile.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 5))
        tap(page, things(0, 2))
        wait_for(page, 7)
        died: list[int] = []
        setattr(fragile.way, f"lost_{where}", die_at(number, died, server.kill if what == "server" else None))
        phone.set_offline(False)
        page.evaluate(ONLINE)
        until(page, lambda: bool(died))
        page.close()
        fragile.way.lose_nothing()
        if what == "server":
            server.start()

        page = phone.new_page()
        page.goto("/habits")
        until(page, lambda: fragile.bookings() == 7)

        assert fragile.ticked("ada") == things(2, 5)
        assert ticked_on(arrive(phone)) == things(2, 5)


def die_at(number: int, died: list[int], kill: Callable[[], None] | None) -> Callable[[int], bool]:
    def lost(count: int) -> bool:
        if count < number:
            return False
        if not died and kill:
            kill()
        died.append(count)
        return True

    return lost
