"""One search over tools, settings, the guide and one's own words; what is typed stands in no address."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, update

from tests.databases import acting, statements
from tests.house.test_queries import grow, with_time_on_both
from tests.whole import one_in
from tests.world import (
    ADA_OPENED,
    ADA_SEALED,
    ADA_TO_BEN,
    ADAS_APPOINTMENT,
    ADAS_LOOK_ANSWER,
    ADAS_OWN_IDEA,
    ADAS_PRIVATE,
    ADAS_PRIVATE_CUE,
    ADAS_REFLECTION,
    ADAS_SHARED,
    APPOINTMENT_NOTE,
    BEN_ANSWERS,
    BEN_OPENED,
    BEN_TO_ADA,
    BENS_SHARED,
    DONE_LINE,
    EACH,
    IDEA,
    JAR_OPENED,
    JAR_UNOPENED,
    NOW,
    OUTING_PLACE,
    READERS,
    REMEMBERED,
    SEEN_BY_BOTH,
    TODAY,
    TOGETHER,
    hidden_from,
    person,
)
from tracker.extensions import db
from tracker.jar import actions as jar
from tracker.models import Appointment, CheckIn, JarNote, Note, Outing, Reflection
from tracker.settings.sections import LOG_OUT, SECTIONS
from tracker.wall import actions as wall
from tracker.ways.places import settings, tools, ways_there
from tracker.ways.queries import A_PART, WRITTEN
from tracker.ways.words import MOST

SEARCH = "/ways/search"
TWO_OR_ONE = pytest.mark.parametrize("name", ["ada", "cleo"])


def found(visitor, words):
    """What stands on the page of what was found, by group: the links of each."""
    page = visitor.look_for(SEARCH, words)
    main = page.source.partition("<main")[2]
    parts = re.split(r'<section class="[^"]*" aria-labelledby="(?:in-)?([\w-]+)">', main)[1:]
    groups = {name: links_in(part) for name, part in zip(parts[::2], parts[1::2], strict=True)}
    return {name: links for name, links in groups.items() if links}


def links_in(part):
    return re.findall(r'<a\b[^>]*href="([^"]+)"', part.partition("</section>")[0])


def first_of(visitor, words):
    """Where the first thing that is found leads."""
    return next(iter(found(visitor, words).values()))[0]


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("journal", "/reflections"),
        ("DIARY", "/reflections"),
        ("diaries", "/reflections"),
        ("fight", "/talk"),
        ("we had a quarrel", "/talk"),
        ("Fights", "/talk"),
        ("anniversary", "/dates/days"),
        ("hugs", "/habits/new?strategy=8&amp;mode=together"),
        ("export", "/settings/export"),
        ("how do I export my data?", "/settings/export"),
        ("download", "/settings/export"),
        ("báckup", "/settings/export"),
        ("divorce", "/help"),
        ("break up", "/settings/leave"),
        ("leave", "/settings/leave"),
        ("password", "/settings/security"),
        ("dark mode", "/settings#looks"),
        ("sign out", "/settings#log-out"),
        ("notifications", "/settings/profile#tells_tidings"),
        ("time zone", "/settings/profile"),
        ("holiday", "/pauses"),
        ("statistics", "/trends"),
        ("lost phone", "/settings/keys"),
        ("privacy", "/settings#privacy"),
        ("files", "/settings#files"),
    ],
)
def test_what_somebody_calls_it_leads_to_its_place(ada, words, leads_to):
    assert first_of(ada, words) == leads_to


def test_divorce_leads_to_leaving_too_and_inviting_is_found_by_one_and_by_two(ada, cleo):
    assert "/settings/leave" in found(ada, "divorce")["settings"]
    assert [found(each, "invite")["settings"] for each in (ada, cleo)] == [["/invite"]] * 2


def test_what_takes_two_is_not_found_by_one(cleo):
    assert "/settings/leave" not in str(found(cleo, "leave"))
    assert "/settings/private-habits" not in str(found(cleo, "private habits"))


def test_every_tool_and_every_setting_is_found_by_its_name_and_by_another_word(ada):
    missed = []
    for what, _about in (*tools(), *settings()):
        name = getattr(what, "does", "") or what.name
        other = max(what.words.replace("\n", " ").split(","), key=len)
        missed += [(name, words) for words in (name, other) if name not in names_found(ada, words)]

    assert missed == []


def names_found(visitor, words):
    source = visitor.look_for(SEARCH, words).source
    return set(re.findall(r'<span class="menu__text">([^<]+)<', source)) | same_page(source)


def same_page(source):
    """The names of all that leads to a page that was found: each page stands there once."""
    links = set(links_in(source.partition("<main")[2].partition("</main")[0].replace("</section>", "")))
    return {each.name for each in ways_there(str) if any(link.startswith(path_of(each)) for link in links)}


def path_of(way):
    return PATHS.get(way.endpoint, "nowhere")


PATHS = {
    "talk.show": "/talk",
    "checkins.show_now": "/check-in",
    "help.show": "/help",
    "pauses.show": "/pauses",
}


def test_each_group_of_settings_is_found_by_a_word_and_led_to_on_the_page(ada):
    for group in (*SECTIONS, LOG_OUT):
        assert f"/settings#{group.anchor}" in str(found(ada, group.words.split(",")[0])), group.anchor


# The guide


def test_the_guide_is_found_with_the_words_in_a_short_piece_of_it(ada):
    page = ada.look_for(SEARCH, "guess feelings")

    assert "/guide/empathy" in links_in(page.source.partition('aria-labelledby="in-guide"')[2])
    assert {each.lower() for each in re.findall(r'<mark class="sought">(\w+)</mark>', page.source)} >= {
        "guess",
        "feeling",
    }


# One's own words


OWN = [
    *(
        ADA_TO_BEN,
        BEN_TO_ADA,
        BEN_ANSWERS,
        SEEN_BY_BOTH,
        ADAS_REFLECTION,
        ADAS_LOOK_ANSWER,
        ADAS_SHARED,
        BENS_SHARED,
    ),
    *(ADA_OPENED.went_well, ADA_OPENED.private_line, ADA_OPENED.appreciated[1], ADA_SEALED.feel_loved),
    *(
        BEN_OPENED.talk_about,
        BEN_OPENED.small_thing,
        EACH,
        ADAS_PRIVATE,
        ADAS_PRIVATE_CUE,
        JAR_UNOPENED,
        JAR_OPENED,
    ),
    *(OUTING_PLACE, DONE_LINE, IDEA, ADAS_OWN_IDEA, REMEMBERED, ADAS_APPOINTMENT, APPOINTMENT_NOTE),
]


@pytest.mark.parametrize("words", OWN)
def test_ones_own_words_are_found_and_lead_to_where_they_stand(ada, words):
    links = found(ada, words).get("own-words", [])
    answers = [followed(ada, link.replace("&amp;", "&")) for link in links]

    assert {answer.status_code for answer in answers} == {200}
    assert any(words in answer.text for answer in answers)


def followed(visitor, link):
    answer = visitor.get(link)
    return visitor.get(answer.location.partition("#")[0]) if answer.status_code == 303 else answer


@pytest.mark.parametrize("reader", ["ada", "ben", "cleo", "dan"])
def test_nobody_finds_a_word_that_is_not_for_them(visit, reader):
    visitor, hidden = visit(reader), hidden_from(reader)
    asked = one_in(2, (f"{words}, {reader}" for words in sorted(READERS)))
    pages = {
        words: own_part(visitor.look_for(SEARCH, words))
        for words in sorted(READERS)
        if f"{words}, {reader}" in asked
    }

    assert {(words, each) for words, page in pages.items() for each in hidden if each in page} == set()
    assert sum(bool(page) for page in pages.values()) > 5


def own_part(page):
    return page.source.partition('aria-labelledby="in-own-words"')[2]


def test_what_only_the_partner_can_see_changes_nothing_that_is_found(app, ada):
    words = sorted(each for each in hidden_from("ada") if "ben" in READERS.get(each, ()))
    before = [ada.look_for(SEARCH, each).source for each in words]
    with acting(app):
        bens = person("ben").id
        for table, *which in (
            (Reflection, Reflection.author_id == bens, Reflection.shared_with_id.is_(None)),
            (JarNote, JarNote.author_id == bens),
            (CheckIn, CheckIn.author_id == bens, CheckIn.state == "draft"),
            (Appointment, Appointment.author_id == bens, Appointment.shared.is_(False)),
            (Outing, Outing.author_id == bens, Outing.shared.is_(False)),
        ):
            assert db.session.execute(delete(table).where(*which)).rowcount or table is Outing
        db.session.execute(update(CheckIn).where(CheckIn.author_id == bens).values(private_line=""))

    assert len(words) > 5
    assert [ada.look_for(SEARCH, each).source for each in words] == before


@pytest.mark.parametrize("field", ["private_line", "talk_about"])
def test_no_search_takes_longer_for_what_the_partner_keeps_shut(app, ben, field):
    with acting(app):
        hers = (CheckIn.author_id == person("ada").id, CheckIn.state == "opened")
        shut = {"shut": ["talk-about"], "private_line": "", field: "Raspberries, for nobody"}
        assert db.session.execute(update(CheckIn).where(*hers).values(**shut)).rowcount

    counts = []
    for words in ("raspberries", "xyzzy"):
        with statements(app) as sent:
            assert "Raspberries" not in ben.look_for(SEARCH, words).text.replace("raspberries", "")
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_what_the_partner_wrote_bears_their_name_and_the_newest_comes_first(app, ada):
    with acting(app):
        for name, body in (("ada", "Raspberries, first"), ("ben", "Raspberries, then")):
            wall.write(body, by=person(name), now=NOW)

    own = own_part(ada.look_for(SEARCH, "RASPBERRY"))

    assert own.count('<mark class="sought">Raspberries</mark>') == 2
    assert own.count("<bdi>Ben</bdi>") == 1


def test_of_many_things_without_a_day_the_newest_are_found(app, ada):
    with acting(app):
        for number in range(MOST + 1):
            at = NOW + number * timedelta(minutes=1)
            jar.put_in(f"Raspberries, number {number}.", by=person("ada"), now=at)

    own = own_part(ada.look_for(SEARCH, "raspberries"))

    assert f"number {MOST}." in own and "number 0." not in own


def test_a_habit_bears_nobodys_name(ada):
    own = own_part(ada.look_for(SEARCH, TOGETHER))

    assert 'href="/habits/' in own
    assert "<bdi>Ben</bdi>" not in own.partition("/habits/")[2].partition("</li>")[0]


def test_a_short_word_is_found_where_it_stands_alone(app, ada):
    with acting(app):
        for body in ("A team of two", "Instead of that", "Teas in the garden", "One tea"):
            wall.write(body, by=person("ada"), now=NOW)

    own = own_part(ada.look_for(SEARCH, "tea"))

    assert re.findall(r'<mark class="sought">(\w+)</mark>', own) in (
        ["tea", "Teas"],
        ["Teas", "tea"],
    )  # of the same instant


def test_what_was_written_long_ago_is_found_however_much_only_looks_like_it_since(app, ada):
    """A short word stands inside others, which the database cannot tell from it."""
    with acting(app):
        wall.write("One tea, long ago", by=person("ada"), now=NOW - timedelta(days=400))
        crowd = {"space_id": person("ada").space_id, "author_id": person("ada").id, "waiting": True}
        instead = {"body": "Steaks instead", "searched": "steaks instead", "written_at": NOW}
        db.session.execute(insert(Note), [{**crowd, **instead}] * (3 * A_PART + 1))

    assert re.findall(r'<mark class="sought">(\w+)</mark>', own_part(ada.look_for(SEARCH, "tea"))) == ["tea"]


def test_the_weeks_of_a_whole_life_are_looked_through(app, cleo):
    first = TODAY - timedelta(weeks=700)
    with acting(app):
        own = person("cleo")
        week = {
            "author_id": own.id,
            "space_id": own.space_id,
            "state": "kept",
            "closeness": 4,
            "saved_at": NOW,
        }
        said = dict.fromkeys(WRITTEN, "") | {"appreciated": [], "ratings": {}, "shut": []}
        weeks = [{**week, **said, "week": first + timedelta(weeks=n)} for n in range(690)]
        weeks[0]["went_well"] = "Raspberries, so long ago"
        db.session.execute(insert(CheckIn), weeks)

    assert found(cleo, "raspberries")["own-words"] == [f"/check-in/{first}"]


@pytest.mark.parametrize(
    "words", ["zimt", "sterne", "überraschung", "Uberraschung", "rabe", "vogel", "pfeffer"]
)
def test_a_word_is_found_however_the_line_of_a_list_is_written(app, ada, words):
    """A list stands in the database with marks around its lines and before its quotes and letters with accents."""
    lines = ['She said "Zimt" and: Überraschung!', "Rabe", 'Ein "Vogel"', "back\\Pfeffer", "Sterne"]
    with acting(app):
        own = (CheckIn.author_id == person("ada").id, CheckIn.private_line == ADA_OPENED.private_line)
        assert db.session.execute(update(CheckIn).where(*own).values(appreciated=lines)).rowcount == 1

    assert own_part(ada.look_for(SEARCH, words)).count("/check-in/") == 1


# Danger


@pytest.mark.parametrize(
    "words", ["violence", "afraid", "he HITS me", "i'm scared", "suicide", "hurts me", "I am afraid of him"]
)
@TWO_OR_ONE
def test_words_of_danger_lead_to_help_first(visit, name, words):
    groups = found(visit(name), words)

    assert next(iter(groups)) == "help-first"
    assert groups["help-first"] == ["/help#part-1", "/help#part-2", "/help#part-3", "/safety"]


@pytest.mark.parametrize("words", ["tea", "a list", "dark mode", "dates"])
def test_other_words_do_not(ada, words):
    assert "help-first" not in found(ada, words)


# What is typed


@pytest.mark.parametrize("words", ["", " ", "\x00", "…", "!?"])
def test_without_words_it_leads_back_to_the_ways(ada, words):
    answer = ada.send(SEARCH, words=words)

    assert (answer.status_code, answer.location) == (303, "/ways")


@pytest.mark.parametrize(
    "words", ["xyzzy", "%", "_", "\\", "' OR 1=1 --", "<script>x", "x" * 5000, "🫶", "שלום"]
)
def test_where_there_is_nothing_it_is_said_kindly_with_ways_on(ada, words):
    page = ada.look_for(SEARCH, words)

    assert "Nothing was found for" in page.text or "/ways" in page.links
    assert "/ways" in page.links
    assert "<script>x" not in page.source


def test_what_is_looked_for_stands_in_no_address_and_in_no_title(ada):
    form = ada.page("/ways").form(SEARCH)
    page = ada.look_for(SEARCH, "himbeeren")
    from_before = ada.get(f"{SEARCH}?words=himbeeren")

    assert form.method == "POST"
    assert (from_before.status_code, from_before.location) == (303, "/ways")
    assert "himbeeren" not in page.title
    assert [link for link in page.links if "himbeeren" in link] == []
    assert 'data-behaviour="found" data-list="/ways"' in page.source


def test_known_people_search_from_the_guide_without_an_address_too(ada, guest):
    assert [form.action for form in ada.page("/guide").forms if "words" in form.values] == [SEARCH]
    assert [form.action for form in guest.page("/guide").forms if "words" in form.values] == ["/guide/search"]


@with_time_on_both
@pytest.mark.parametrize("reader", ["ada", "cleo"])
def test_a_search_costs_a_handful_of_queries_however_much_there_is(app, keeper, visit, reader):
    costs = []
    for count in (1, 30):
        with app.app_context():
            grow(reader, count)
        with statements(app) as sent:
            assert visit(reader).send(SEARCH, words="thank tea").status_code == 200
        costs.append(len(sent))
        keeper.put_back()

    assert costs[0] == costs[1] <= 7
