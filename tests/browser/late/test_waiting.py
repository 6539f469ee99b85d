"""What waits to be sent, what cannot wait, and what is refused: it is said, and no words are lost."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.late.house import AT_NIGHT, ONLINE, STORED, House, arrive, tap, things, wait_for
from tests.browser.server import ROOT
from tracker.extensions import db
from tracker.habits.actions import archive
from tracker.models import Habit

pytestmark = pytest.mark.browser


@AT_NIGHT
def test_what_is_refused_is_shown_with_its_words_until_it_is_put_away(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 1))
        wait_for(page, 1)
        with house.with_someone("ada") as ada:
            of_hers = select(Habit).where(Habit.owner_id == ada.id, Habit.name == "Thing 00")
            [habit] = db.session.scalars(of_hers)
            archive(habit, by=ada, now=datetime.now(UTC))

        phone.set_offline(False)
        page.evaluate(ONLINE)
        expect(page.locator(".late summary")).to_have_text("Could not be taken: 1")
        page.locator(".late summary").click()
        expect(page.locator(".late")).to_contain_text("in the archive")
        assert page.locator(".late textarea").input_value().startswith("Thing 00 · ")
        page.goto("/habits")
        page.locator(".late summary").click()
        page.get_by_role("button", name="Put away").click()
        expect(page.locator(".late")).to_be_hidden()


PICTURE = {
    "name": "sunset.png",
    "mimeType": "image/png",
    "buffer": (ROOT / "static/icons/circles-192.png").read_bytes(),
}


@AT_NIGHT
def test_a_note_with_a_picture_stays_in_its_form_and_it_says_so(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone, "/wall")
        page.locator(".writing summary").first.click()
        body, picture = page.locator("textarea[name=body]").first, page.locator("[name=picture]").first
        phone.set_offline(True)
        body.fill("The sky over our street")
        picture.set_input_files([PICTURE])
        page.get_by_role("button", name="Put it on the wall").click()

        expect(page.locator(".late summary")).to_contain_text("A picture cannot wait to be sent.")
        expect(body).to_have_value("The sky over our street")
        assert picture.evaluate("(each) => [...each.files].map(({ name }) => name)") == ["sunset.png"]
        assert page.evaluate(STORED) == []

        phone.set_offline(False)
        page.get_by_role("button", name="Put it on the wall").click()
        expect(page.locator(".note__body")).to_have_text("The sky over our street")
        expect(page.locator(".note img")).to_have_count(1)


FULL = """() => {
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError") } }"""


@AT_NIGHT
def test_where_there_is_no_room_it_says_so_and_the_form_stays_filled(house: House) -> None:
    with house.phone("ada") as phone:
        wall = arrive(phone, "/wall")
        day = arrive(phone)
        for page in (wall, day):
            page.evaluate(FULL)
        phone.set_offline(True)
        wall.evaluate(
            "document.querySelector('textarea[name=body]').closest('details')?.setAttribute('open', '')"
        )
        wall.locator("textarea[name=body]").first.fill("Too long a day")
        wall.get_by_role("button", name="Put it on the wall").click()
        tap(day, things(0, 1))

        for page in (wall, day):
            expect(page.locator(".late summary")).to_contain_text("no room to keep that")
        expect(wall.locator("textarea[name=body]").first).to_have_value("Too long a day")
        expect(day.locator(".tick").first).to_have_attribute("aria-pressed", "false")


def test_where_nobody_stays_logged_in_nothing_is_kept(house: House) -> None:
    with house.phone("ada") as phone:
        house.let_in("ada", phone, stays=False)
        page = phone.new_page()
        page.goto("/today")
        phone.set_offline(True)
        page.locator(".tick").first.click()

        expect(page.get_by_text("That did not reach Tend.")).to_be_visible()
        assert page.evaluate(STORED) == []
