import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import acting, kept, rows
from tests.moments import AN_INSTANT
from tests.visitors import TOKEN, Page
from tests.world import (
    ADA_TO_BEN,
    ADA_TO_DAN,
    ADAS_DELETED,
    ADAS_PRIVATE,
    BEN_ANSWERS,
    BEN_TO_ADA,
    BENS_WAITING,
    CLEOS,
    CLEOS_WAITING,
    DAN_TO_ADA,
    EACH,
    NOW,
    person,
)
from tracker.catalogue.beginnings import FOR_A_NOTE
from tracker.domain.notes import REACTIONS
from tracker.extensions import db
from tracker.models import Note
from tracker.sweeping import sweep_rows
from tracker.wall import actions, queries

pytestmark = pytest.mark.sql


def note(app, note_id):
    return (kept(app, select(Note).where(Note.id == note_id)) or [None])[0]


def latest(app):
    return kept(app, select(Note).order_by(Note.written_at.desc(), Note.id).limit(1))[0]


def count(app):
    return kept(app, select(func.count()).select_from(Note))[0]


def test_a_note_is_there_for_both(app, world, ada, ben):
    answer = ada.submit("/wall", body="Thank you for the soup", about="strategy-9")

    written = latest(app)
    assert (answer.status_code, answer.location) == (303, f"/wall#note-{written.id}")
    assert (written.author_id, written.recipient_id, written.waiting, written.strategy, written.habit_id) == (
        world.people["ada"],
        world.people["ben"],
        False,
        9,
        None,
    )
    for visitor in (ada, ben):
        assert "Thank you for the soup" in visitor.page("/wall").text


def test_a_note_can_be_about_a_habit(app, world, ada, ben):
    ada.submit("/wall", body="This one", about=f"habit-{world.habits[EACH]}")

    assert (latest(app).habit_id, latest(app).strategy) == (world.habits[EACH], 9)
    assert ben.page("/wall").text.count(EACH) >= 2


def test_who_wrote_a_note_when_and_about_what_is_told_to_ears_one_by_one(ben):
    ben.submit("/wall", body="The soup", about="strategy-9")

    [signed] = re.findall(
        r'note__signed">(.*?)</summary>', ben.page("/wall").source.partition("The soup")[2], re.DOTALL
    )[:1]
    words = " ".join(re.sub("<[^>]+>", "", signed).split())
    assert re.fullmatch("You , [a-z ]+ , Show gratitude and appreciation , More", words), words


def test_alone_a_note_waits(app, cleo):
    cleo.submit("/wall", body="For later")

    assert (latest(app).waiting, latest(app).recipient_id) == (True, None)
    assert "For later" in cleo.page("/wall").text


def test_only_shared_habits_are_offered_to_write_about(world, ada):
    source = ada.page("/wall").source

    assert f"habit-{world.habits[EACH]}" in source
    assert f'value="habit-{world.habits[ADAS_PRIVATE]}"' not in source


def test_a_note_about_a_private_habit_names_it_to_nobody_else(app, world, ada, ben):
    ada.send("/wall", body="I did it", about=f"habit-{world.habits[ADAS_PRIVATE]}")

    assert ADAS_PRIVATE not in ben.page("/wall").source


@pytest.mark.parametrize("name", [ADAS_PRIVATE, CLEOS])
def test_a_note_about_a_habit_that_is_not_there_is_not_taken_and_the_words_are_shown(app, world, ben, name):
    before = count(app)
    answer = ben.send("/wall", body="Words to keep", about=f"habit-{world.habits[name]}")

    assert (answer.status_code, "Words to keep" in answer.text, count(app)) == (404, True, before)


@pytest.mark.parametrize(
    "about",
    [
        "habit-",
        "habit-x",
        "strategy-0",
        "strategy-11",
        "strategy-²",
        "habit-" + "9" * 5000,
        "garden-1",
        "\x00",
        "-",
    ],
)
def test_what_a_note_is_about_can_be_anything_without_harm(app, ada, about):
    assert ada.send("/wall", body="Thank you", about=about).status_code == 303

    assert (latest(app).strategy, latest(app).habit_id) == (None, None)


def test_a_note_needs_words(app, ada):
    before = count(app)
    for nothing in NOTHING:
        answer = ada.send("/wall", body=nothing)
        assert (answer.status_code, "field__error" in answer.text) == (422, True)

    assert count(app) == before


def test_a_note_that_is_too_long_is_said_in_words_and_is_still_there(app, ada):
    before = count(app)
    answer = ada.send("/wall", body="y" * 2001, about="strategy-3")

    values = Page.of(answer).form("/wall").values
    assert (answer.status_code, values["body"], values["about"]) == (422, "y" * 2001, "strategy-3")
    assert "2001" in answer.text or "2,001" in answer.text
    assert count(app) == before
    assert ada.send("/wall", body="👍🏽" * 1000).status_code == 303


def test_a_megabyte_is_turned_away_in_words(app, ada):
    before = count(app)
    answer = ada.send("/wall", body=A_MEGABYTE)

    assert (answer.status_code, bool(Page.of(answer).text), count(app)) == (413, True, before)


def test_any_text_is_read_as_it_was_written(app, ada, ben):
    for typed, text in KEPT.items():
        ada.send("/wall", body=typed)
        written = latest(app)
        assert written.body == text
        assert " ".join(text.split()) in ben.page("/wall").text
        assert ada.page(f"/wall/{written.id}/edit").form(f"/wall/{written.id}/edit").values["body"] == text


def test_line_breaks_are_kept_and_spoken_texts_have_their_own_direction(app, ada, ben):
    ada.send("/wall", body="one\r\ntwo\r\n\r\nthree")

    page = ben.page("/wall")
    assert latest(app).body == "one\ntwo\n\nthree"
    assert "one\ntwo\n\nthree" in page.source
    assert [given for tag, given in page.tags if given.get("dir") == "auto"]


def test_nothing_in_a_note_becomes_a_link_or_a_picture(ada, ben):
    _links, pictures = tags(ben)
    ada.send(
        "/wall",
        body="https://example.org/a.png <img src=x> <a href='//example.org'>x</a> www.example.org [x](http://example.org)",
    )

    after_links, after_pictures = tags(ben)
    assert [link for link in after_links if "example.org" in link] == []
    assert after_pictures == pictures


def tags(visitor):
    """What is linked to, and whatever shows something, in any order: a new note changes which one leads."""
    page = visitor.page("/wall")
    return page.links, sorted(
        str(given) for tag, given in page.tags if tag in ("img", "iframe", "video", "audio", "object")
    )


def test_ones_own_note_can_be_changed(app, world, ada, ben):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/edit"
    answer = ada.submit(path, body="Changed words")

    changed = note(app, world.notes[ADA_TO_BEN])
    assert (answer.status_code, changed.body, changed.edited_at, changed.habit_id, changed.reaction) == (
        303,
        "Changed words",
        NOW,
        world.habits[EACH],
        "heart",
    )
    assert "Changed words" in ben.page("/wall").text


def test_saving_a_note_as_it_was_does_not_say_it_was_changed(app, world, ada, ben):
    for visitor, name in ((ada, ADA_TO_BEN), (ben, BEN_TO_ADA)):
        visitor.submit(f"/wall/{world.notes[name]}/edit")
        assert note(app, world.notes[name]).edited_at is None


def test_a_change_that_cannot_be_is_said_in_words(app, world, ada):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/edit"

    assert [ada.send(path, body=body).status_code for body in ("", "x" * 2001)] == [422, 422]
    assert note(app, world.notes[ADA_TO_BEN]).body == ADA_TO_BEN


def test_a_note_is_deleted_and_put_back_within_a_day(app, world, ada, ben, moment):
    note_id = world.notes[ADA_TO_BEN]
    answer = ada.submit("/wall", to=f"/wall/{note_id}/delete")
    assert answer.location == "/wall"
    assert ADA_TO_BEN not in ben.page("/wall").text
    assert ben.send(f"/wall/{note_id}/reaction", reaction="hug").status_code == 404
    assert ada.get(f"/wall/{note_id}/edit").status_code == 404
    moment.shift(timedelta(hours=23))

    ada.submit("/wall", to=f"/wall/{note_id}/put-back")

    assert ADA_TO_BEN in ben.page("/wall").text
    assert note(app, note_id).reaction == "heart"


def test_deleting_twice_is_deleting_once(app, world, ada):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/delete"

    assert [ada.send(path).status_code, ada.send(path).status_code] == [303, 404]
    assert note(app, world.notes[ADA_TO_BEN]).deleted_at == NOW


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_note_is_gone(app, world, ada, moment):
    note_id = world.notes[ADAS_DELETED]
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"/wall/{note_id}/put-back").status_code == 404
    with acting(app):
        sweep_rows(NOW + timedelta(days=2))
    assert note(app, note_id) is None


@pytest.mark.parametrize("act", ["edit", "delete", "put-back"])
def test_the_partners_note_is_not_ones_own_to_change(app, world, ada, ben, act):
    before = rows(app, select(Note.__table__))

    answers = [
        ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/{act}", body="Mine").status_code,
        ada.send(f"/wall/{world.notes[BEN_TO_ADA]}/{act}", body="Mine").status_code,
        ben.send(f"/wall/{world.notes[ADAS_DELETED]}/{act}", body="Mine").status_code,
    ]

    assert (answers, rows(app, select(Note.__table__))) == ([404, 404, 404], before)


def test_a_note_is_answered_and_the_answer_taken_back(app, world, ben, ada):
    path, note_id = f"/wall/{world.notes[ADA_TO_BEN]}/reaction", world.notes[ADA_TO_BEN]
    for reaction in (*REACTIONS, ""):
        answer = ben.send(path, reaction=reaction, came_from="/wall")
        assert (answer.status_code, answer.location) == (303, f"/wall#note-{note_id}")
        assert note(app, note_id).reaction == (reaction or None)


@pytest.mark.parametrize("reaction", ["anger", "\x00", "x" * 5000, "heart "])
def test_there_are_five_answers_and_no_other(app, world, ben, reaction):
    answer = ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction=reaction)

    assert (answer.status_code, note(app, world.notes[ADA_TO_BEN]).reaction) == (303, "heart")


def test_one_does_not_answer_ones_own_note(app, world, ada):
    assert ada.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction="hug").status_code == 404


def test_notes_of_before_are_read_by_the_one_who_stayed_alone(world, ada, ben, dan):
    assert {DAN_TO_ADA, ADA_TO_DAN} <= set(ada.page("/wall").text.split())
    assert not {DAN_TO_ADA, ADA_TO_DAN} & set(ben.page("/wall").text.split())
    assert not {DAN_TO_ADA, ADA_TO_DAN} & set(dan.page("/wall").text.split())


def test_a_page_holds_eight_and_the_older_ones_follow(app, cleo):
    with acting(app):
        for n in range(17):
            actions.write(f"note-number-{n:02}", by=person("cleo"), now=NOW + n * AN_INSTANT)

    pages, path = [], "/wall"
    while path:
        page = cleo.page(path)
        pages.append([word for word in page.text.split() if word.startswith(("note-number", CLEOS_WAITING))])
        path = next((link for link in page.links if "older-than" in link), "")

    expected = [f"note-number-{n:02}" for n in reversed(range(17))] + [CLEOS_WAITING]
    assert pages == [expected[:8], expected[8:16], expected[16:]]


def test_a_note_leads_to_the_page_that_it_stands_on_whatever_was_deleted_above_it(app, cleo):
    with acting(app):
        written = [actions.write("a note", by=person("cleo"), now=NOW + n * AN_INSTANT) for n in range(9)]
        first, second, *_, last = [each.id for each in written]
    assert cleo.get(f"/wall/{first}").location == f"/wall?older-than={second}#note-{first}"

    cleo.send(f"/wall/{last}/delete")

    assert cleo.get(f"/wall/{first}").location == f"/wall#note-{first}"


@pytest.mark.parametrize("older_than", ["0", "-1", "x", "²", "9" * 30, "9" * 5000, "1.5", "", "%00"])
def test_any_number_leads_to_some_page_of_the_wall(ada, older_than):
    assert ada.get(f"/wall?older-than={older_than}").status_code == 200


def test_a_form_from_an_old_tab_shows_what_was_typed(app, ada):
    before = count(app)
    answer = ada.post("/wall", data={"body": "Many words"})

    assert (answer.status_code, "Many words" in answer.text, count(app)) == (400, True, before)


def test_a_form_sent_after_logging_out_elsewhere_shows_what_was_typed(app, visit):
    here, there = visit("ada"), visit("ada")
    form = here.page("/wall").form("/wall").values
    there.submit("/settings", to="/logout")

    answer = here.post("/wall", data=form | {"body": "Many words"})

    assert (answer.status_code, "Many words" in answer.text) == (401, True)


def test_a_form_opened_by_one_and_sent_with_the_others_cookie_is_turned_away(app, ada, ben):
    form = ada.page("/wall").form("/wall").values
    before = count(app)

    answer = ben.post("/wall", data=form | {"body": "Ada’s words"})

    assert (answer.status_code, count(app)) == (400, before)


def test_a_note_is_answered_in_a_few_words_and_the_answer_taken_back(app, world, ada, ben):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/answer"

    answer = ben.submit("/wall", to=path, answer="I was glad\nof it too")

    assert (answer.status_code, answer.location) == (303, f"/wall#note-{world.notes[ADA_TO_BEN]}")
    for visitor in (ada, ben):
        assert "I was glad of it too" in visitor.page("/wall").text
    ben.submit("/wall", to=path, answer="")
    assert "I was glad" not in ada.page("/wall").text
    assert note(app, world.notes[ADA_TO_BEN]).edited_at is None


def test_an_answer_that_is_too_long_is_said_in_words_and_is_still_there(app, world, ben):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/answer"

    answer = ben.submit("/wall", to=path, answer="x" * 301)

    page = Page.of(answer)
    assert (answer.status_code, "301 characters" in page.text) == (422, True)
    assert page.form(path).values["answer"] == "x" * 301
    assert note(app, world.notes[ADA_TO_BEN]).answer == BEN_ANSWERS


@pytest.mark.parametrize("name", ["ada", "cleo", "dan"])
def test_only_whoever_a_note_is_for_answers_it(app, world, visit, name):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/answer"

    assert visit(name).send(path, answer="Not mine to say").status_code == 404
    assert note(app, world.notes[ADA_TO_BEN]).answer == BEN_ANSWERS


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_either_can_pin_a_note_above_the_others_and_take_it_down(app, world, visit, ada, ben, name):
    of_ben = world.notes[BENS_WAITING]
    ada.send(f"/wall/{world.notes[ADA_TO_BEN]}/unpin")

    visit(name).send(f"/wall/{of_ben}/pin")

    for visitor in (ada, ben):
        assert order(visitor)[0] == of_ben
        assert "Pinned" in visitor.page("/wall").text
    visit(name).send(f"/wall/{of_ben}/unpin")
    assert order(ada)[0] != of_ben


def order(visitor):
    return [
        int(number)
        for number in re.findall(r'<li class="note[^"]*" id="note-(\d+)"', visitor.page("/wall").source)
    ]


def test_three_are_pinned_and_a_fourth_is_kindly_refused(app, world, ada):
    for body in ("one", "two", "three", "four"):
        ada.submit("/wall", body=body)
    ada.send(f"/wall/{world.notes[ADA_TO_BEN]}/unpin")
    ids = order(ada)[:4]

    for note_id in ids:
        ada.send(f"/wall/{note_id}/pin")

    assert "There is room for 3 pinned notes." in ada.page("/wall").text
    assert [bool(note(app, each).pinned_at) for each in ids] == [True, True, True, False]


def test_what_one_cannot_see_takes_no_room_among_the_pinned(app, world, ada, ben):
    for name in (DAN_TO_ADA, ADA_TO_DAN):
        ada.send(f"/wall/{world.notes[name]}/pin")
    for name in (ADA_TO_BEN, BEN_TO_ADA, BENS_WAITING):
        ben.send(f"/wall/{world.notes[name]}/pin")

    assert [
        bool(note(app, world.notes[name]).pinned_at) for name in (ADA_TO_BEN, BEN_TO_ADA, BENS_WAITING)
    ] == [True] * 3


def test_three_at_the_same_instant_are_no_more_than_three(concurrent):
    with concurrent.app.app_context():
        ids = [actions.write(f"note {n}", by=person("ada"), now=NOW).id for n in range(6)]
        db.session.commit()

    def pin(note_id):
        def act():
            ada = person("ada")
            actions.pin(queries.note_there(ada, note_id), by=ada, now=NOW)
            db.session.commit()

        return act

    concurrent.at_once(*(pin(note_id) for note_id in ids))

    with concurrent.app.app_context():
        assert queries.pinned_count(person("ada")) == 3
        db.session.rollback()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("STRASSE", True),
        ("straße  im", True),
        ("im\nregen", True),
        ("ça va", True),
        ("ca va", True),
        ("schon", True),
        ("scho\u0308n", True),
        ("100%", True),
        ("100_", False),
        ("%", True),
        ("_", False),
        ("\\", False),
        ("' OR 1=1 --", False),
        ("sonne", False),
        ("regen ça", False),  # there is a comma between them
        ("regen, ça", True),
    ],
)
def test_a_note_is_found_by_its_words_whatever_is_typed(ada, words, found):
    ada.submit("/wall", body="Die Straße im Regen, ÇA VA: 100% schön")

    page = ada.look_for("/wall/search", words)

    assert ("100% schön" in page.text) == found


def test_an_answer_is_found_too_and_only_what_is_ones_own_to_see(app, world, visit, ada, ben):
    ben.submit("/wall", to=f"/wall/{world.notes[ADA_TO_BEN]}/answer", answer="Himbeeren")

    for visitor, found in ((ada, True), (ben, True), (visit("cleo"), False), (visit("dan"), False)):
        page = visitor.look_for("/wall/search", "himbeeren")
        assert (ADA_TO_BEN in page.text) == found
    assert DAN_TO_ADA not in ben.look_for("/wall/search", DAN_TO_ADA).text.replace(f"“{DAN_TO_ADA}”", "")


def test_a_search_goes_on_to_older_notes(ada):
    for n in range(13):
        ada.submit("/wall", body=f"Tea number {n}")

    page = ada.look_for("/wall/search", "tea")
    more = page.forms[-1]
    rest = Page.of(ada.open(more.action, method=more.method, data=more.values | more.buttons))

    assert (more.method, more.values["words"]) == ("POST", "tea")
    assert len(re.findall('<li class="note', rest.source)) == 5
    assert [link for link in page.links if "tea" in link] == []


@pytest.mark.parametrize("words", ["x" * 5000, "\0", "\ud800", "🫶", " "])
def test_any_search_leads_to_some_page(ada, words):
    typed = {TOKEN: ada.form_token()}
    sent = urlencode(typed | {"words": words}, errors="surrogatepass")

    answer = ada.post("/wall/search", data=sent, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in (200, 303)


def remembered(name, now):
    return [shown.note.body for shown in queries.wall_page(person(name), now).memories]


def test_on_this_day_the_notes_of_other_years_are_there_again(inside):
    for year in (2024, 2025):
        actions.write(f"Warm in {year}", by=person("ben"), now=NOW.replace(year=year))

    assert remembered("ada", NOW) == ["Warm in 2025", "Warm in 2024"]
    assert remembered("ada", NOW.replace(hour=1)) == []  # two at night: still the day before
    assert remembered("ada", NOW.replace(day=12)) == []
    assert remembered("cleo", NOW) == remembered("dan", NOW) == []


def test_what_is_on_the_wall_from_this_day_is_shown_above_it(app, world, ada, moment):
    ada.submit("/wall", body="The first warm evening")
    with app.app_context():
        found = db.session.scalars(select(Note).where(Note.body == "The first warm evening")).one()
        found.written_at = NOW.replace(year=2025)
        db.session.commit()

    text = ada.page("/wall").text

    assert text.index("On this day") < text.index("The first warm evening")


def test_a_note_of_a_leap_day_is_remembered_on_leap_days(inside):
    leap = NOW.replace(year=2024, month=2, day=29)
    actions.write("A day that is seldom there", by=person("ada"), now=leap)

    found = {
        (year, day): len(remembered("ada", leap.replace(year=year, day=day)))
        for year, day in ((2025, 28), (2028, 28), (2028, 29))
    }

    assert found == {(2025, 28): 0, (2028, 28): 0, (2028, 29): 1}


def leading(visitor):
    """The notes that lead on somebody's wall, by their ids, and how often each stands on it."""
    source = visitor.page("/wall").source
    found = [int(number) for number in re.findall(r'note--leading[^>]* id="note-(\d+)"', source)]
    return {number: len(re.findall(rf'id="(?:memory-)?note-{number}"', source)) for number in found}


def test_the_newest_of_the_partners_leads_and_stands_nowhere_else(app, world, ada, ben, visit):
    for visitor, body in ((ben, "Older"), (ben, "Newest of Ben’s"), (ada, "Newest of Ada’s")):
        visitor.submit("/wall", body=body)
    ids = {each.body: each.id for each in kept(app, select(Note))}
    ada.send(f"/wall/{ids['Newest of Ben’s']}/pin")

    assert leading(ada) == {ids["Newest of Ben’s"]: 1}
    assert leading(ben) == {ids["Newest of Ada’s"]: 1}
    assert leading(visit("cleo")) == leading(visit("dan")) == {}


def test_it_leads_also_where_many_newer_ones_are_ones_own(app, world, ada):
    with acting(app):
        for n in range(30):
            actions.write(f"Tea {n}", by=person("ada"), now=NOW + n * AN_INSTANT)

    assert leading(ada) == {world.notes[BEN_TO_ADA]: 1}


def test_notes_stand_month_by_month_the_newest_first(app, cleo):
    with acting(app):
        for days in (0, 1, 40, 41):
            actions.write(f"Tea {days}", by=person("cleo"), now=NOW - timedelta(days=days))

    with acting(app):
        found = queries.wall_page(person("cleo"), NOW).months
        months = [(str(day), [each.note.body for each in notes]) for day, notes in found]

    assert months == [
        ("2026-03-01", ["Tea 0", "Tea 1"]),
        ("2026-02-01", [CLEOS_WAITING]),
        ("2026-01-01", ["Tea 40", "Tea 41"]),
    ]


def test_one_may_look_for_a_note_once_there_are_more_than_a_page(app, cleo):
    """One waits from before."""
    offered = []
    for _more in range(9):
        offered.append("/wall/search" in cleo.page("/wall").actions)
        with acting(app):
            actions.write("Tea", by=person("cleo"), now=NOW)

    assert offered == [False] * 8 + [True]


def test_words_to_begin_with_change_from_day_to_day(ada, moment):
    first = ada.page("/wall").source
    moment.shift(timedelta(days=1))

    assert all(each in FOR_A_NOTE for each in openers(first))
    assert len(openers(first)) == 3
    assert openers(ada.page("/wall").source) != openers(first)


def openers(source):
    return [unescape(each) for each in re.findall(r'<span class="opener">(.*?)</span>', source)]
