"""Notes in the jar, and what was opened of them."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import kept
from tests.jar.opened import DAY, PATH, opened
from tests.visitors import Page
from tests.world import BENS_JAR, JAR_OPENED, JAR_UNOPENED, NOW, TODAY, couple, person
from tracker.bench.growth import elements_in
from tracker.domain.jar import may_open
from tracker.extensions import db
from tracker.jar import actions
from tracker.jar.queries import jar_page, unopened
from tracker.models import JarNote, Opening, Person
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


NEXT_DAY = NOW + DAY


def written(name):
    return [each.body for each in jar_page(person(name), NOW).written]


def waiting(name):
    return list(db.session.scalars(select(JarNote.body).where(unopened(person(name)))))


def open_one(name, now=NOW):
    opening = actions.open_one(by=person(name), now=now)
    return opening.body if opening else ""


def test_who_opens_one_reads_the_one_that_has_waited_longest(inside):
    assert opened("ben") == [JAR_OPENED]

    assert open_one("ben") == JAR_UNOPENED

    assert opened("ben") == [JAR_UNOPENED, JAR_OPENED]


def test_the_way_to_it_is_by_the_wall(ada):
    bar = ada.page(PATH).source.partition('<nav class="around"')[2].partition("</nav>")[0]

    assert re.findall(r'href="([\w/-]+)" aria-current="page"', bar) == ["/wall"]


def test_there_is_one_a_day_and_asking_again_shows_the_same(inside):
    actions.put_in("one more", by=person("ada"), now=NOW)

    assert [open_one("ben"), open_one("ben"), open_one("ben", NEXT_DAY)] == [JAR_UNOPENED] * 2 + ["one more"]
    assert open_one("ben", NEXT_DAY + timedelta(days=1)) == ""


def test_a_day_is_the_readers_own(inside):
    actions.put_in("one more", by=person("ada"), now=NOW)
    after_midnight = NOW.replace(day=12, hour=1)  # in Lisbon it is one at night, and still Wednesday

    assert [open_one("ben"), open_one("ben", after_midnight)] == [JAR_UNOPENED] * 2
    assert open_one("ben", NOW.replace(day=12, hour=4)) == "one more"


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_nobody_else_finds_anything_in_it(inside, name):
    assert (open_one(name), opened(name), written(name)) == ("", [], [])


def test_one_does_not_open_ones_own(inside):
    db.session.execute(update(JarNote).where(JarNote.body == BENS_JAR).values(deleted_at=NOW))

    assert open_one("ada") == ""


def test_what_was_opened_stays_as_it_was_whatever_becomes_of_the_note(inside):
    note = db.session.scalars(select(JarNote).where(JarNote.body == JAR_OPENED)).one()
    actions.change(note, "something else")
    assert opened("ben") == [JAR_OPENED]

    actions.take_out(note, by=person("ada"), now=NOW)
    note = db.session.scalars(select(JarNote).where(JarNote.body == JAR_UNOPENED)).one()
    actions.take_out(note, by=person("ada"), now=NOW + timedelta(days=2))

    assert opened("ben") == [JAR_OPENED]
    assert open_one("ben") == ""


def test_a_note_taken_out_is_put_back_within_a_day(app, world, ada, moment):
    path = f"{PATH}/{world.jar_notes[JAR_UNOPENED]}"
    ada.submit(PATH, to=f"{path}/delete")
    assert JAR_UNOPENED not in ada.page(PATH).source.partition("notices")[0]

    ada.send(f"{path}/put-back")

    assert JAR_UNOPENED in ada.page(PATH).text
    ada.submit(PATH, to=f"{path}/delete")
    moment.shift(timedelta(days=1, seconds=1))
    assert ada.send(f"{path}/put-back").status_code == 404


def test_alone_what_one_puts_in_waits_for_whoever_joins(inside):
    actions.put_in("for whoever you are", by=person("cleo"), now=NOW)

    assert written("cleo") == ["for whoever you are"]
    assert jar_page(person("cleo"), NOW).written[0].waiting


def test_when_somebody_joins_it_is_for_them_and_what_was_for_another_is_not(inside):
    spaces.leave(by=person("ben"), now=NOW)
    actions.put_in("written alone", by=person("ada"), now=NOW)
    couple("ada", "cleo", NOW)

    assert waiting("cleo") == ["written alone"]
    assert written("ada") == ["written alone", JAR_UNOPENED, JAR_OPENED]


def test_one_that_still_waits_is_there_for_the_partner_once_its_writer_says_so_and_alone_for_nobody(inside):
    for name in ("ada", "cleo"):
        db.session.add(
            JarNote(
                space_id=person(name).space_id,
                author_id=person(name).id,
                waiting=True,
                body="still waiting",
                written_at=NOW,
            )
        )
    db.session.flush()

    for note in db.session.scalars(select(JarNote).where(JarNote.body == "still waiting")).all():
        actions.deliver(note, by=db.session.get_one(Person, note.author_id))

    still = {
        name: [each.waiting for each in jar_page(person(name), NOW).written if each.body == "still waiting"]
        for name in ("ada", "cleo")
    }
    assert waiting("ben").count("still waiting") == 1
    assert still == {"ada": [False], "cleo": [True]}


def test_when_one_leaves_nothing_more_is_opened_and_each_keeps_what_is_theirs(inside):
    spaces.leave(by=person("ben"), now=NOW)

    assert (waiting("ada"), waiting("ben")) == ([], [])
    assert (open_one("ada"), open_one("ben")) == ("", "")
    assert (written("ada"), written("ben")) == ([JAR_UNOPENED, JAR_OPENED], [BENS_JAR])
    assert opened("ben") == [JAR_OPENED]
    assert [each.from_partner for each in jar_page(person("ben"), NOW).opened] == [False]


def test_what_was_opened_outlives_the_account_of_whoever_wrote_it(inside):
    spaces.erase(by=person("ada"), now=NOW)

    assert opened("ben") == [JAR_OPENED]


# The page.


def test_a_note_is_put_in_and_the_partner_opens_it_on_a_hard_day(app, ada, ben, moment):
    ada.submit(PATH, body="The blue blanket")
    assert "The blue blanket" in ada.page(PATH).text
    assert "The blue blanket" not in ben.page(PATH).source

    ben.send(f"{PATH}/open")
    moment.shift(timedelta(days=1))
    answer = ben.send(f"{PATH}/open")

    assert answer.location == f"{PATH}#opened"
    page = ben.page(PATH)
    assert "The blue blanket" in page.text and "You have opened one today." in page.text
    assert f"{PATH}/open" not in page.actions


def test_an_empty_jar_says_so_kindly(cleo):
    cleo.send(f"{PATH}/open")

    assert "There is nothing in the jar right now." in cleo.page(PATH).text


@pytest.mark.parametrize(("body", "words"), [("", "A few words are enough"), ("x" * 2001, "2001 characters")])
def test_what_cannot_be_put_in_is_said_in_words_and_is_still_there(app, ada, body, words):
    before = kept(app, select(JarNote))

    answer = ada.submit(PATH, body=body)

    page = Page.of(answer)
    assert (answer.status_code, words in page.text) == (422, True)
    assert page.form(PATH).values["body"] == body
    assert len(kept(app, select(JarNote))) == len(before)


def test_a_form_sent_twice_puts_one_in(app, ada):
    form = ada.page(PATH).form(PATH).values | {"body": "Only once"}

    assert [ada.post(PATH, data=form).status_code for _time in range(2)] == [303, 303]
    assert ada.page(PATH).text.count("Only once") == 1


@pytest.mark.parametrize("name", ["ben", "cleo", "dan"])
@pytest.mark.parametrize("act", ["edit", "delete", "put-back"])
def test_only_whoever_wrote_a_note_can_change_it(app, world, visit, name, act):
    path = f"{PATH}/{world.jar_notes[JAR_OPENED]}/{act}"

    assert visit(name).send(path, body="Not mine").status_code == 404


def test_it_is_found_from_the_wall_and_the_guide(ada):
    assert PATH in ada.page("/wall").links
    assert PATH in ada.page("/guide/gratitude").links


@pytest.mark.parametrize(
    ("days", "may"), [([], True), ([TODAY], False), ([TODAY - timedelta(days=1), date(2026, 1, 1)], True)]
)
def test_one_a_day(days, may):
    assert may_open(days, TODAY) is may


@pytest.fixture
def full(app):
    """A jar of which Ada has had much for long: she has put in and opened 60 each, of usual length."""
    body = "You laughed at yourself today, and it was the best thing in this house."
    with app.app_context():
        ada, ben = person("ada"), person("ben")
        of_theirs = {"space_id": ada.space_id, "body": body}
        for n in range(60):
            wrote = {"author_id": ada.id, "recipient_id": ben.id, "waiting": False}
            read = {"author_id": ben.id, "reader_id": ada.id, "opened_on": TODAY - timedelta(days=n + 1)}
            db.session.add(JarNote(**of_theirs, **wrote, written_at=NOW - timedelta(days=n)))
            db.session.add(Opening(**of_theirs, **read))
        db.session.commit()


def test_its_page_is_light_however_much_was_put_in_and_opened(full, ada):
    page = ada.get("/wall/jar").text

    assert (elements_in(page) < 1000, len(page.encode()) < 40_000) == (True, True)


def test_all_that_was_put_in_is_found_page_by_page(full, ada):
    path, count = "/wall/jar", 0
    while path:
        page = Page.of(ada.get(path))
        count += sum("/edit" in link for link in page.links)
        path = next((link for link in page.links if "older-than" in link), "")

    assert count >= 60
