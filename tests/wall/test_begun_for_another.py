"""What was begun for one person is never offered as words for another: on the wall, for the jar, in a check-in."""

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.exports.bringing import bring_back
from tests.exports.halves import both
from tests.exports.lives import fresh, gone, taken
from tests.visitors import Page
from tests.whole import only_whole
from tests.world import ADA_TO_DAN, BENS_DRAFT, NOW, SEALED_WEEK, couple, note, person
from tracker.checkins import actions as checkins
from tracker.checkins.queries import own_check_in
from tracker.checkins.sheets import answers_in
from tracker.checkins.things import CHECK_INS
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.drafts import MOST_LEFT, DraftKind
from tracker.domain.refusals import Refused
from tracker.domain.undo import UNDO_FOR
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.models import DraftRow, Note
from tracker.spaces import actions as spaces
from tracker.wall import drafts
from tracker.wall.things import DRAFTS

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each keeps a beginning by the same statements as the one beside it"),
]

PLACES = {"/wall": DraftKind.NOTE, "/wall/jar": DraftKind.JAR_NOTE}
BEGUN = "Ben, when you came home, I"
LEFT = "Begun for somebody who has left"

at_both = pytest.mark.parametrize("path", PLACES)


def begin(path="/wall", name="ada", words=BEGUN):
    drafts.keep(words, PLACES[path], by=person(name))


def part(name="ben"):
    spaces.leave(by=person(name), now=NOW)


def with_cleo(name="ada"):
    couple(name, "cleo", NOW)


def press(visitor, path, act):
    """Press a button beside what was begun for somebody who has left, as the page has it."""
    place = next(each for each in visitor.page(path).actions if each.endswith(act))
    return visitor.submit(path, to=place)


@at_both
def test_a_new_partner_is_not_offered_what_was_begun_for_another(app, ada, path):
    with acting(app):
        begin(path)
        part()
        with_cleo()

    page = ada.page(path)

    assert (LEFT in page.text, BEGUN in page.text, "Go on with your" in page.text) == (True, True, False)
    assert page.form(path).values["body"] == ""


@at_both
def test_neither_is_whoever_they_go_to(inside, path):
    begin(path)
    part("ada")
    with_cleo()

    assert (aside(), drafts.begun_by(person("ada"), PLACES[path])) == ([BEGUN], "")


@at_both
def test_it_can_be_gone_on_with_knowingly(app, ada, path):
    with acting(app):
        begin(path)
        part()
        with_cleo()

    press(ada, path, "go-on")

    page = ada.page(path)
    assert (page.form(path).values["body"], any("go-on" in each for each in page.actions)) == (BEGUN, False)


@at_both
def test_it_can_be_thrown_away_and_put_back_for_a_day(app, ada, path):
    with acting(app):
        begin(path)
        part()

    press(ada, path, "throw-away")
    assert BEGUN not in ada.page(path).text
    (thrown,) = kept(app, select(DraftRow.id).where(DraftRow.deleted_at.is_not(None)))
    assert ada.send(f"/wall/jar/begun/{thrown}/put-back").status_code == 303

    assert BEGUN in ada.page(path).text
    with acting(app):
        drafts.throw_away(drafts.one_aside(person("ada"), thrown), now=NOW - 2 * UNDO_FOR)
    assert ada.send(f"/wall/jar/begun/{thrown}/put-back").status_code == 404


def test_nothing_under_way_is_written_over(app, ada):
    with acting(app):
        begin()
        part()
        begin(words="For whoever comes")

    assert not any("go-on" in each for each in ada.page("/wall").actions)
    (left,) = kept(app, select(DraftRow.id).where(DraftRow.body == BEGUN))
    ada.send(f"/wall/jar/begun/{left}/go-on", came_from="/wall")

    assert "You have begun another one" in ada.page("/wall").text
    assert ada.page("/wall").form("/wall").values["body"] == "For whoever comes"


def test_what_one_begins_alone_is_for_whoever_comes(inside):
    begin(name="cleo", words="For you, whoever you are")
    couple("cleo", "dan", NOW)

    assert drafts.begun_by(person("cleo"), DraftKind.NOTE) == "For you, whoever you are"


def test_it_stays_aside_when_the_same_comes_back_and_when_their_account_ends(inside):
    begin()
    part()
    couple("ada", "ben", NOW)
    assert aside() == [BEGUN]

    spaces.erase(by=person("ben"), now=NOW)

    assert (aside(), drafts.begun_by(person("ada"), DraftKind.NOTE)) == ([BEGUN], "")


def aside(name="ada"):
    return [each.body for each in drafts.laid_aside(person(name), *DraftKind)]


@pytest.mark.parametrize(
    "keeper",
    [
        "sqlite",
        only_whole("postgresql", why="of two partings both are asked in every run, by the same statements"),
    ],
    indirect=True,
)
def test_of_many_partings_the_latest_is_kept(inside):
    part()
    with_cleo()
    for number in range(MOST_LEFT + 2):
        begin(words=f"{number}")
        spaces.leave(by=person("cleo"), now=NOW + number * UNDO_FOR)
        couple("ada", "cleo", NOW + number * UNDO_FOR)

    assert aside() == [f"{number}" for number in reversed(range(2, MOST_LEFT + 2))]


def test_nobody_else_finds_it(app, dan):
    with acting(app):
        begin()
        part()
    (left,) = kept(app, select(DraftRow.id).where(DraftRow.body == BEGUN))

    for act in ("go-on", "throw-away", "put-back"):
        assert dan.send(f"/wall/jar/begun/{left}/{act}").status_code == 404


def test_a_file_takes_along_for_whom_it_was_begun(inside):
    begin()
    begin("/wall/jar", words="For the jar")
    first = taken("ada")
    assert {(each.body, each.to) for each in first[DRAFTS]} == {
        (BEGUN, "partner"),
        ("For the jar", "partner"),
    }

    bring_back(first, by=fresh("Ada"), now=NOW)

    again = archive_of(fresh("Ada"), NOW)[DRAFTS]
    assert {(each.body, each.to) for each in again} == {(BEGUN, "former"), ("For the jar", "former")}
    assert drafts.begun_by(fresh("Ada"), DraftKind.NOTE) == ""


def test_it_is_for_the_other_again_once_both_halves_are_here(inside):
    begin()
    files = {name: taken(name) for name in ("ada", "ben")}
    gone("ada")

    both(files)

    assert drafts.begun_by(fresh("Ada"), DraftKind.NOTE) == BEGUN
    assert own_check_in(fresh("Ben"), SEALED_WEEK).parted_at is None


def test_a_note_to_somebody_who_has_left_is_not_changed_as_one_to_another(app, ada):
    with acting(app):
        adas = db.session.scalars(select(Note.id).where(Note.body == ADA_TO_DAN)).one()
        assert note(adas).recipient_id != person("ben").id

    page = ada.page(f"/wall/{adas}/edit")

    assert ("somebody who has left" in page.text, "about Ben" in page.text) == (True, False)


def test_a_check_in_that_was_begun_for_another_is_gone_on_with_knowingly(app, ben):
    path = f"/check-in/{SEALED_WEEK}"
    form = ben.page(path).form(path).values
    with acting(app):
        part("ada")
        with_cleo("ben")

    page = ben.page(path)
    assert (LEFT in page.text, "Cleo reads nothing of it" in page.text) == (True, True)
    assert ben.post(path, data=form | {"closeness": "4", "seal": "1"}).status_code == 422
    ben.submit(path, to=f"{path}/go-on")

    assert f"{path}/go-on" not in ben.page(path).actions
    assert Page.of(ben.get(path)).form(path).values["went_well"] == BENS_DRAFT.went_well


def test_a_check_in_that_was_begun_for_another_can_be_begun_anew(app, ben):
    path = f"/check-in/{SEALED_WEEK}"
    with acting(app):
        part("ada")

    ben.submit(path, to=f"{path}/begin-anew")

    with acting(app):
        assert answers_in(own_check_in(person("ben"), SEALED_WEEK)) == Answers()


def test_a_check_in_that_was_sealed_for_another_is_not_sealed_again_for_a_new_one(inside):
    part()
    with_cleo("ada")

    adas = own_check_in(person("ada"), SEALED_WEEK)
    assert adas.state == CheckInState.KEPT
    with pytest.raises(Refused):
        checkins.seal_again(SEALED_WEEK, by=person("ada"), now=NOW)
    checkins.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
    with pytest.raises(Refused):
        checkins.seal(SEALED_WEEK, answers_in(adas), by=person("ada"), now=NOW)


def test_a_file_says_that_a_check_in_was_begun_for_another(inside):
    first = taken("ben")

    bring_back(first, by=fresh("Ben"), now=NOW)

    begun = {each.week: each.left for each in archive_of(fresh("Ben"), NOW)[CHECK_INS]}
    assert begun[SEALED_WEEK] is True
    assert not any(each.left for each in first[CHECK_INS])
