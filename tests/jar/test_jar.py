import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept
from tests.house.doors import doors, everything
from tests.looking import Looking, unlike
from tests.visitors import Page
from tests.world import BENS_JAR, BENS_WAITING, JAR_OPENED, JAR_UNOPENED, NOW, TODAY, couple, person
from tracker.bench.growth import elements_in
from tracker.domain.jar import may_open
from tracker.extensions import db
from tracker.jar import actions
from tracker.jar.queries import jar_page, old_note_of_today, unopened
from tracker.models import JarNote, Note, Opening, Person
from tracker.spaces import actions as spaces
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

PATH = "/wall/jar"
DAY = timedelta(days=1)
NEXT_DAY = NOW + DAY


def opened(name, now=NOW):
    return [each.body for each in jar_page(person(name), now).opened]


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


# Where nothing waits in it, there is what was said before.

LONG_AGO = NOW - timedelta(days=20)
ASKS = "Is today a hard day?"


def wrote_long_ago(app, *words):
    """What Ben wrote to Ada on the wall weeks ago, and no more; nothing of his is left in the jar."""
    with acting(app):
        db.session.execute(update(Note).where(Note.author_id == person("ben").id).values(deleted_at=NOW))
        db.session.execute(update(JarNote).where(JarNote.body == BENS_JAR).values(deleted_at=NOW))
        for number, each in enumerate(words):
            wall.write(each, by=person("ben"), now=LONG_AGO + number * DAY)


def taken_out(visitor):
    """The page one comes to by opening one."""
    answer = visitor.send(f"{PATH}/open")
    return visitor.page(answer.location)


def test_an_empty_jar_offers_what_the_partner_wrote_long_ago(app, ada):
    wrote_long_ago(app, "The evening by the lake")

    page = taken_out(ada)

    assert "The evening by the lake" in page.text
    assert "The jar is empty today." in page.text
    assert ASKS not in page.text


def test_it_is_the_same_one_all_day_and_another_one_tomorrow(app, ada, moment):
    wrote_long_ago(app, "the-lake", "the-soup")

    first, again = taken_out(ada).text, taken_out(ada).text
    moment.shift(timedelta(days=1))
    tomorrow = taken_out(ada).text

    shown = [{word for word in ("the-lake", "the-soup") if word in text} for text in (first, again, tomorrow)]
    assert shown[0] == shown[1]
    assert shown[0] | shown[2] == {"the-lake", "the-soup"}


@pytest.mark.parametrize(("later", "is_old"), [(timedelta(), False), (timedelta(microseconds=1), True)])
def test_what_the_partner_wrote_is_old_after_two_weeks(app, later, is_old):
    wrote_long_ago(app, "The evening by the lake")

    with app.app_context():
        found = old_note_of_today(person("ada"), LONG_AGO + timedelta(days=14) + later)
        db.session.rollback()

    assert (found != 0) is is_old


def test_what_waits_in_the_jar_comes_first(app, world, ada):
    wrote_long_ago(app, "The evening by the lake")
    with acting(app):
        actions.put_in("For just such a day", by=person("ben"), now=NOW)

    page = taken_out(ada)

    assert "For just such a day" in page.text
    assert "The evening by the lake" not in page.text


def test_it_asks_only_where_there_is_something_for_certain_whatever_waits_in_the_jar(app, ada, visit):
    wrote_long_ago(app)
    asked = {"before": ASKS in ada.page(PATH).text, "alone": ASKS in visit("cleo").page(PATH).text}
    wrote_long_ago(app, "The evening by the lake")
    asked["with old notes"] = ASKS in ada.page(PATH).text

    assert asked == {"before": False, "alone": False, "with old notes": True}
    assert "Look into the jar" not in visit("cleo").page(PATH).text


def test_where_nothing_was_written_an_empty_jar_says_so(app, ada):
    wrote_long_ago(app)

    assert "Look into the jar" in ada.page(PATH).text
    assert "There is nothing in the jar right now." in taken_out(ada).text


def test_no_other_note_is_offered_by_its_number(world, ada):
    for note_id in {*world.notes.values(), 10**18} - {world.notes[BENS_WAITING]}:
        assert "The jar is empty today." not in ada.page(f"{PATH}?old={note_id}").text


# The writer never learns whether, when or which.


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_page_of_the_writers_changes_when_one_is_opened(app, world, ada, ben, moment):
    with app.app_context():
        pages = [door for door in doors(app) if door.method == "GET"]
        db.session.rollback()
    looking = Looking(app, pages, ada)
    before = looking.what_is_said(), ada.submit("/settings/export").data

    ben.send(f"{PATH}/open")
    moment.move_to(NOW)

    assert kept(app, select(Opening.body).where(Opening.opened_on == TODAY)) == [JAR_UNOPENED]
    after = looking.what_is_said(), ada.submit("/settings/export").data
    assert unlike(before[0], after[0]) == []
    assert before[1] == after[1]


@pytest.mark.parametrize("name", [JAR_OPENED, JAR_UNOPENED])
def test_the_writer_may_do_the_same_with_one_that_was_opened_as_with_any_other(app, world, ada, name):
    path = f"{PATH}/{world.jar_notes[name]}"

    answers = [
        ada.submit(f"{path}/edit", body="Changed"),
        ada.send(f"{path}/delete"),
        ada.send(f"{path}/put-back"),
        ada.submit(f"{path}/edit", body="Changed again"),
    ]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, PATH)] * 4
    assert "Changed again" in ada.page(PATH).text


def test_opening_changes_nothing_that_was_there_but_adds_what_is_the_readers(app, ben):
    with app.app_context():
        before = everything()
        db.session.rollback()

    ben.send(f"{PATH}/open")

    with app.app_context():
        after = everything()
        db.session.rollback()
    assert [name for name in before if before[name] != after[name]] == ["openings"]


def test_the_reader_learns_nothing_of_what_still_waits(app, world, ben):
    before = ben.page(PATH).source
    with app.app_context():
        db.session.execute(update(JarNote).where(JarNote.body == JAR_UNOPENED).values(deleted_at=NOW))
        db.session.commit()

    assert mark_free(ben.page(PATH).source) == mark_free(before)


def mark_free(source):
    return "".join(line for line in source.splitlines() if 'name="once"' not in line)


def test_two_taps_at_the_same_instant_open_one(concurrent):
    with concurrent.app.app_context():
        actions.put_in("one more", by=person("ada"), now=NOW)
        db.session.commit()

    def tap():
        actions.open_one(by=person("ben"), now=NOW)
        db.session.commit()

    assert concurrent.at_once(tap, tap, tap) == [None] * 3
    with concurrent.app.app_context():
        assert opened("ben") == [JAR_UNOPENED, JAR_OPENED]
        db.session.rollback()


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
