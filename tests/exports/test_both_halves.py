"""Once both have brought back their own half, what was between them is there again, and nothing that only one file says."""

from dataclasses import replace
from datetime import timedelta
from zlib import decompress

import pytest
from sqlalchemy import select, update

from tests.exports.bringing import without_ids
from tests.exports.halves import again, back, both, brought, changed
from tests.exports.lives import fresh, fresh_couple, gone, zipped
from tests.whole import some
from tests.world import EACH, NOW, OPENED_WEEK, TODAY, person
from tracker.archives.plain import Id
from tracker.archives.things import Who
from tracker.checkins.things import CHECK_INS, Heard
from tracker.covers.things import COVERS, Cover
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.habits import Mode
from tracker.exports import archive
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.habits.things import HABITS
from tracker.imports.queries import ALL_BACK, HALF_BACK, said_of_back
from tracker.jar.things import JAR, OPENED
from tracker.milestones.things import MILESTONES, Milestone
from tracker.models import CheckIn, Half, JarNote, MilestoneRow
from tracker.pauses.things import PAUSES
from tracker.reflections.things import REFLECTIONS
from tracker.spaces.leaving import leave
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "each brings two files in by the same statements as the one beside it", one_in=10
)


@pytest.mark.parametrize("order", [("ada", "ben"), ("ben", "ada")])
def test_two_halves_give_back_the_whole_byte_for_byte(halves, order):
    fresh_couple()

    for name in order:
        back(name, halves)

    for name in order:
        first = halves[name]
        assert again(name) == first
        assert archive.written(again(name)) == archive.written(first)
    assert db.session.scalars(select(Half.person_id)).all() == []
    assert settle_space(fresh("Ada"), NOW).changed_count == 0


def test_whatever_two_have_is_in_these_halves(halves):
    """So that the test above is one of all there is between two."""
    ada = halves["ada"]

    assert {each.mode for each in ada[HABITS] if each.shared} == {Mode.EACH, Mode.TOGETHER, Mode.ONE}
    assert {each.owner for each in ada[HABITS] if each.mode is Mode.EACH} >= {Who.ME}
    for field in (COVERS, MILESTONES, OPENED, JAR, PAUSES):
        assert any(each[field] != () for each in halves.values()), field.name
    assert {each.whose for each in ada[PAUSES]} >= {Who.TOGETHER}
    assert any(each.reaction for each in ada[NOTES]) and any(each.answer for each in ada[NOTES])
    assert {heard.by for each in ada[CHECK_INS] for heard in each.heard} >= {Who.ME, Who.PARTNER}
    assert ada.streak.kept > 0


@pytest.mark.parametrize(
    "order",
    some(
        [("ada", "ben"), ("ben", "ada")],
        "test_one_who_begins_alone_has_the_whole_as_well_once_the_other_is_there",
    ),
)
def test_one_who_begins_alone_has_the_whole_as_well_once_the_other_is_there(halves, order):
    first, second = order
    back(first, halves)
    fresh_couple()
    assert again(second)[HABITS] == ()

    back(second, halves)

    assert_whole(halves)


def test_two_who_have_both_begun_alone_have_the_whole_as_they_come_together(halves):
    back("ada", halves)
    back("ben", halves)

    fresh_couple()

    assert_whole(halves)


def assert_whole(halves):
    """All that was between the two is there again; pauses may stand for a habit of both once more."""
    for name in ("ada", "ben"):
        first, found = halves[name], again(name)
        for field in first.things:
            if field is not PAUSES:
                assert found[field] == first[field], (name, field.name)
        assert {*first[PAUSES]} <= {*found[PAUSES]}
        assert found.streak == first.streak
    assert db.session.scalars(select(Half.person_id)).all() == []
    assert settle_space(fresh("Ada"), NOW).changed_count == 0


def test_words_that_were_changed_in_a_file_do_not_open(halves):
    def other_words(check_in):
        return replace(check_in, answers=replace(check_in.answers, went_well="never said"))

    both(halves, ada=changed(halves["ada"], CHECK_INS, other_words))

    assert all(each.by is Who.ME for name in ("ada", "ben") for each in again(name)[CHECK_INS])
    assert "never said" not in archive.written(again("ben")).decode()


def test_nobody_hears_answers_or_likes_by_the_other_s_file(halves):
    heard_all = [CheckInQuestion.CLOSENESS, CheckInQuestion.TALK_ABOUT, CheckInQuestion.SMALL_THING]

    def heard(check_in):
        if check_in.by is not Who.ME or check_in.opened_to is not Who.PARTNER:
            return check_in
        return replace(check_in, heard=tuple(Heard(each, Who.PARTNER, "forged") for each in heard_all))

    def liked(note):
        return replace(note, reaction="heart", answer="forged") if note.to is Who.PARTNER else note

    both(halves, ada=changed(changed(halves["ada"], CHECK_INS, heard), NOTES, liked))

    found, was = again("ada"), halves["ada"]
    assert "forged" not in archive.written(found).decode()
    assert found[NOTES] == was[NOTES]
    mine = [each for each in found[CHECK_INS] if each.opened_to is Who.PARTNER]
    assert mine and all(each.heard == () for each in mine)


def test_what_only_one_file_says_of_both_is_of_neither(halves):
    forgery = replace(
        halves["ada"],
        space=replace(halves["ada"].space, strict=True, founded_on=TODAY - timedelta(days=3000)),
        partner=replace(halves["ada"].partner, joined_on=TODAY - timedelta(days=3000), colour="moss"),
    ).with_things(
        {
            MILESTONES: (*halves["ada"][MILESTONES], Milestone("days", 365, TODAY)),
            COVERS: (
                *halves["ada"][COVERS],
                Cover(TODAY - timedelta(days=40), Who.PARTNER, "forged", NOW, id=Id("4000000000000000000")),
                Cover(TODAY - timedelta(days=40), Who.ME, "forged", NOW, id=Id("4000000000000000001")),
            ),
        }
    )
    fresh_couple()
    space = fresh("Ada").space
    before = (space.name, space.strict, space.founded_on, fresh("Ben").joined_on, fresh("Ben").colour)

    both_back = {"ada": forgery, "ben": halves["ben"]}
    for name in ("ada", "ben"):
        back(name, both_back)

    space = fresh("Ada").space
    after = (space.name, space.strict, space.founded_on, fresh("Ben").joined_on, before[-1])
    assert after == before
    assert again("ada")[MILESTONES] == ()  # what they had come to followed from days of which only one tells
    assert again("ada")[COVERS] == halves["ada"][COVERS]
    assert again("ben")[COVERS] == halves["ben"][COVERS]


def test_a_habit_or_note_of_the_other_s_does_not_become_one_s_own(halves):
    def mine(habit):
        return replace(habit, owner=Who.ME)

    def from_me(note):
        return replace(note, by=Who.ME, to=Who.PARTNER) if note.by is Who.PARTNER else note

    both(halves, ada=changed(changed(halves["ada"], HABITS, mine), NOTES, from_me))

    was = {each.id for each in halves["ben"][HABITS] if each.owner is Who.ME}
    assert {each.id for each in again("ben")[HABITS] if each.owner is Who.ME} <= was | {
        each.id for each in again("ben")[HABITS]
    }
    assert not {each.name for each in again("ben")[HABITS] if each.owner is Who.PARTNER and each.id in was}
    theirs = {each.body for each in halves["ada"][NOTES] if each.by is Who.PARTNER}
    assert not {each.body for each in again("ben")[NOTES] if each.by is Who.PARTNER} & theirs


def test_whoever_is_another_learns_nothing_of_what_was_for_the_one_before(halves):
    """Ids are what nobody guesses: somebody whose file knows none of them has none of it."""
    file = archive.read_again(zipped(halves["ben"]))
    strangers = without_ids(file)

    both(halves, ben=strangers)

    found = again("ben")
    assert not any(each.by is Who.PARTNER for each in found[NOTES])
    assert not any(each.owner is Who.PARTNER for each in found[HABITS])
    assert not any(each.by is Who.PARTNER for each in found[REFLECTIONS])
    assert {each.by for each in found[CHECK_INS]} == {Who.ME}
    ada_id = fresh("Ada").id
    given = select(JarNote.id).where(JarNote.author_id == ada_id, JarNote.recipient_id.is_not(None))
    assert db.session.scalars(given).all() == []


def test_a_half_waits_no_longer_than_the_two_are_together(halves):
    fresh_couple()
    back("ada", halves)
    assert db.session.scalars(select(Half.person_id)).all() == [fresh("Ada").id]

    leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert db.session.scalars(select(Half.person_id)).all() == []


def test_a_half_holds_no_word_of_the_other_s(halves):
    fresh_couple()
    back("ada", halves)

    [kept] = db.session.scalars(select(Half.claims))
    claims = decompress(kept).decode()
    words = {
        *(each.body for each in halves["ada"][NOTES] if each.by is Who.PARTNER),
        *(heard.line for each in halves["ada"][CHECK_INS] for heard in each.heard if heard.by is Who.PARTNER),
        *(each.line for each in halves["ada"][COVERS] if each.covered is Who.ME),
        *(each.body for each in halves["ada"][OPENED]),
    } - {""}
    assert words and not {each for each in words if each in claims}


@pytest.mark.parametrize(
    ("change", "left_count"),
    [(lambda found: found, 0), (lambda found: found.with_things({MILESTONES: ()}), 1)],
)
def test_it_is_said_to_be_all_back_only_when_all_of_it_is(halves, change, left_count):
    fresh_couple()
    first = brought(halves["ada"], "Ada")
    second = brought(change(halves["ben"]), "Ben")

    assert (first.waits, first.left_count) == (True, 0)
    assert (second.waits, second.left_count) == (False, left_count)
    assert (said_of_back(second, fresh("Ben")).text == ALL_BACK) is (left_count == 0)
    assert said_of_back(first, fresh("Ada")).text == HALF_BACK


@pytest.mark.parametrize(
    "order",
    some(
        [("ada", "ben"), ("ben", "ada")],
        "test_two_files_that_agree_state_no_milestone_that_ticks_do_not_give",
    ),
)
def test_two_files_that_agree_state_no_milestone_that_ticks_do_not_give(halves, order):
    [first_week] = halves["ada"][MILESTONES]
    forged = (
        Milestone("days", 365, TODAY),
        Milestone("return", 40, TODAY),
        replace(first_week, reached_on=first_week.reached_on - timedelta(days=30)),
    )
    files = {name: halves[name].with_things({MILESTONES: forged}) for name in order}
    fresh_couple()

    brought(files[order[0]], order[0].capitalize())
    second = brought(files[order[1]], order[1].capitalize())

    assert second.left_count == 2
    rows = select(MilestoneRow).where(MilestoneRow.space_id == fresh("Ada").space_id)
    kept = [Milestone(each.kind, each.number, each.reached_on) for each in db.session.scalars(rows)]
    assert kept == [first_week]
    assert [again(name)[MILESTONES] for name in order] == [(first_week,)] * 2


def test_what_stayed_shut_is_shut_once_it_is_open_again(lived):
    adas = (CheckIn.author_id == person("ada").id) & (CheckIn.week == OPENED_WEEK)
    db.session.execute(update(CheckIn).where(adas).values(mutual=True, shut=["feel-loved"]))
    db.session.commit()
    found = {name: archive.read(zipped(archive_of(person(name), NOW))) for name in ("ada", "ben")}
    words = next(each.answers.feel_loved for each in found["ada"][CHECK_INS] if each.shut)
    gone("ada")

    both(found)

    assert again("ada") == found["ada"]
    assert again("ben") == found["ben"]
    assert words and words not in archive.written(again("ben")).decode()


def test_who_leaves_with_what_has_come_back_parts_as_ever(halves):
    both(halves)

    leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    for name in ("ada", "ben"):
        assert EACH in {each.name for each in again(name)[HABITS]}
        assert {each.by for each in again(name)[CHECK_INS]} == {Who.ME}
        assert settle_space(fresh(name.capitalize()), NOW).changed_count == 0


@pytest.mark.parametrize(
    "whose", some(["ada", "ben"], "test_one_file_does_not_make_a_habit_of_both_one_of_touch")
)
def test_one_file_does_not_make_a_habit_of_both_one_of_touch(halves, whose):
    def touching(habit):
        return replace(habit, strategy="touch") if habit.shared and habit.mode is not Mode.ONE else habit

    both(halves, **{whose: changed(halves[whose], HABITS, touching)})

    for name in ("ada", "ben"):
        theirs = (each for each in again(name)[HABITS] if each.owner is Who.PARTNER)
        assert {each.mode for each in theirs} <= {Mode.ONE}


def test_the_wish_for_the_numbers_of_touch_is_back_once_both_halves_are(halves):
    fresh_couple()
    wishing = replace(halves["ada"], me=replace(halves["ada"].me, touch_numbers=True))

    back("ada", {"ada": wishing})
    assert not again("ada").me.touch_numbers, "with somebody else she has not said so yet"

    back("ben", halves)
    assert (again("ada").me.touch_numbers, again("ben").me.touch_numbers) == (True, False)
