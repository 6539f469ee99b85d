"""Whatever can be long is shown a page at a time, each thing once and the latest first."""

from datetime import timedelta

import pytest

from tests.databases import acting
from tests.world import NOW, TODAY, appointment, outing, person
from tracker.dates import actions as dates
from tracker.dates.queries import MOST_OFF
from tracker.domain.pauses import PausedDays
from tracker.jar import actions as jar
from tracker.pauses import actions as pauses


def put_into_the_jar(number):
    jar.put_in(f"number-{number:03}", by=person("cleo"), now=NOW + timedelta(minutes=-number))


def been_to(number):
    day = TODAY - timedelta(days=number + 1)
    appointment(f"number-{number:03}", day, by="cleo")


def called_off(number):
    dates.call_off(
        outing(f"number-{number:03}", TODAY + timedelta(days=number), by="cleo"), by=person("cleo"), now=NOW
    )


@pytest.mark.parametrize(
    ("path", "make", "newest_first", "a_page"),
    [("/wall/jar", put_into_the_jar, True, 12), ("/help/appointments", been_to, True, 20)],
)
def test_it_is_leafed_through(app, cleo, path, make, newest_first, a_page):
    count = 2 * a_page + 1
    with acting(app):
        for number in range(count):
            make(number)

    pages = leafed(cleo, path)

    expected = [f"number-{number:03}" for number in range(count)]
    expected = expected if newest_first else expected[::-1]
    assert pages == [expected[:a_page], expected[a_page : 2 * a_page], expected[2 * a_page :]]


def leafed(visitor, path):
    pages, start = [], path
    while path:
        page = visitor.page(path)
        pages.append([word for word in page.text.split() if word.startswith("number-")])
        path = next((link for link in page.links if link.startswith((f"{start}?older", f"{start}?past"))), "")
    return pages


def test_pauses_are_leafed_through(app, cleo):
    with acting(app):
        for number in range(51):
            day = TODAY - timedelta(days=2 * number)
            pauses.pause(PausedDays(day, day), both=False, by=person("cleo"), now=NOW)

    first, second = cleo.page("/pauses"), cleo.page("/pauses?past=50")

    assert "/pauses?past=50" in first.links
    assert not any("past=" in link for link in second.links)
    assert [page.source.count('<li class="row">') for page in (first, second)] == [50, 1]


def test_of_what_was_called_off_the_latest_few_are_shown(app, cleo):
    with acting(app):
        for number in range(MOST_OFF + 5):
            called_off(number)

    shown = [word for word in cleo.page("/dates").text.split() if word.startswith("number-")]

    assert shown == [f"number-{number:03}" for number in range(MOST_OFF + 4, 4, -1)]
