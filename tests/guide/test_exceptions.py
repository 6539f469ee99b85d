"""For whoever is afraid of their partner each advice says that it is not for them now, with the way to the places it means."""

from datetime import date, timedelta
from html import unescape

import pytest

from tests.house.doors import doors
from tests.house.sources import TEMPLATES, name_of, templates
from tests.world import ADAS_REFLECTION, ADAS_SHARED, OPENED_WEEK, SEALED_WEEK, TODAY
from tracker.catalogue.exceptions import EXCEPTIONS
from tracker.catalogue.prompts import PROMPTS
from tracker.catalogue.strategies import QUESTIONS, REMINDERS, STRATEGIES, reminder_of
from tracker.domain.places import PlaceKind, kinds_in
from tracker.extensions import db

OF_THE_GUIDE = [*STRATEGIES, *QUESTIONS, *REMINDERS]
WEEK = TODAY - timedelta(days=TODAY.weekday())
READERS = pytest.mark.parametrize("reader", ["ada", ""])

# Where each of those beside a tool is read, and by whom.
READ_AT = {
    **{str(each.topic): ("ada", f"/reflections/new?topic={each.topic}") for each in PROMPTS},
    "talk": ("cleo", "/talk"),
    "look": ("ada", "/reflections/look"),
    "check-in": ("ben", "/check-in"),
    "answer": ("ada", f"/check-in/{OPENED_WEEK}"),
    "alone": ("", "/help"),
}


def said(answer):
    """What a page says between its head and its end, on one line."""
    return " ".join(unescape(answer.text).partition("<main")[2].split())


def leads_away(source, exception):
    """Whether an exception is there, and right beneath it the way to those who know about fear."""
    _before, there, after = source.partition(f"<p>{exception}</p>")
    beneath = after.partition("</div>")[0]
    return bool(there) and f'/help#{PlaceKind.VIOLENCE.anchor}"' in beneath


@pytest.mark.parametrize("each", OF_THE_GUIDE, ids=lambda each: each.slug)
def test_no_text_of_the_guide_is_without_its_exception(each):
    assert PlaceKind.VIOLENCE in kinds_in([each.exception])


@pytest.mark.parametrize("place", EXCEPTIONS)
def test_no_exception_beside_a_tool_is_without_the_place_it_means(place):
    assert PlaceKind.VIOLENCE in kinds_in([EXCEPTIONS[place]])


def test_each_speaks_in_a_voice_of_its_own():
    texts = [*(each.exception for each in OF_THE_GUIDE), *EXCEPTIONS.values()]
    sentences = [sentence for text in texts for sentence in text.rstrip(".").split(". ")]

    assert sorted(sentences) == sorted(set(sentences))


@READERS
def test_each_of_the_ten_says_so_before_it_says_how(visit, reader):
    visitor = visit(reader)
    for strategy in STRATEGIES:
        before, _title, _how = said(visitor.get(f"/guide/{strategy.slug}")).partition("How to go about it")
        assert (strategy.slug, leads_away(before, strategy.exception)) == (strategy.slug, True)


@READERS
def test_questions_and_reminders_say_so_in_the_guide(visit, reader):
    source = said(visit(reader).get("/guide"))

    assert [each.slug for each in (*QUESTIONS, *REMINDERS) if not leads_away(source, each.exception)] == []


def test_silence_as_a_punishment_is_told_from_shyness(guest):
    question = next(each for each in QUESTIONS if each.slug == "not-opening-up")

    assert "the silence is a punishment" in question.exception
    assert leads_away(said(guest.get("/guide")), question.exception)


@pytest.mark.parametrize("place", READ_AT)
def test_a_tool_says_so_where_it_is_used(visit, place):
    reader, path = READ_AT[place]

    assert leads_away(said(visit(reader).get(path)), EXCEPTIONS[place])


def test_before_something_is_shared_it_is_said(world, ada):
    own, shared = (
        said(ada.get(f"/reflections/{world.reflections[each]}")) for each in (ADAS_REFLECTION, ADAS_SHARED)
    )

    assert leads_away(own, EXCEPTIONS["share"])
    assert EXCEPTIONS["share"] not in shared


def test_every_exception_is_read_somewhere():
    assert {*READ_AT, "share"} == set(EXCEPTIONS)


def test_whoever_is_alone_is_asked_for_nothing_that_could_be_read_by_another(visit):
    assert EXCEPTIONS["check-in"] not in said(visit("cleo").get("/check-in"))


@pytest.mark.parametrize("week", [SEALED_WEEK])
def test_the_check_in_says_where_it_asks_that_it_can_be_kept(ben, week):
    """With the first thing that is asked, and before whatever follows it."""
    before, first, *_questions = said(ben.get(f"/check-in/{week}")).split("<fieldset")

    assert "You can also keep it for yourself: then Ada will not know that there is one." in before + first


def test_a_reminder_is_drawn_in_one_place():
    drawn = [name_of(path) for path in templates() if 'class="reminder"' in path.read_text()]
    read = [name_of(path) for path in templates() if "reminder." in path.read_text()]

    assert drawn == [name_of(TEMPLATES / "today" / "show.html")]
    assert read == [name_of(TEMPLATES / each / "show.html") for each in ("guide", "today")]


def test_no_page_but_the_day_on_which_a_week_begins_shows_a_reminder(app, world, ada):
    with app.app_context():
        paths = {door.path for door in doors(app) if door.method == "GET" and not door.opens_to_all}
        db.session.rollback()

    assert len(paths) > 50
    shown = {path for path in paths if b'class="reminder"' in ada.get(path).data}
    assert [path for path in shown if not begins_a_week(path)] == []


def begins_a_week(path):
    head, _slash, day = path.rpartition("/")
    return head == "/today" and date.fromisoformat(day).weekday() == 0


def test_a_week_begins_with_one_reminder_and_its_exception(ada):
    days = [WEEK - timedelta(days=7) + timedelta(days=n) for n in range(9)]
    pages = {day: ada.get(f"/today/{day}").text for day in days}

    assert [day for day in days if 'class="reminder"' in pages[day]] == [days[0], days[7]]
    for day in (days[0], days[7]):
        reminder = reminder_of(day)
        assert pages[day].count('class="reminder"') == 1
        assert unescape(pages[day]).count(reminder.text) == 1
        assert leads_away(said(ada.get(f"/today/{day}")), reminder.exception)
