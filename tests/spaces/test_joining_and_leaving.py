"""What becomes of everything when somebody joins, and when one of two leaves."""

from collections import defaultdict
from datetime import timedelta

import pytest
from sqlalchemy import func, select, true, update

from tests.databases import acting, kept
from tests.settled import assert_settled, company_in, tracks_in
from tests.world import (
    ADA_TO_BEN,
    ADA_TO_DAN,
    ADAS_PRIVATE,
    ARCHIVED,
    BEN_TO_ADA,
    BENS_DRAFT,
    BENS_OWN,
    CLEOS,
    CLEOS_WAITING,
    DAN_TO_ADA,
    DANS_PRIVATE,
    EACH,
    NOW,
    ONCE_EACH,
    ONCE_TOGETHER,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    UNSHARED,
    couple,
    email,
    habit_called,
    person,
)
from tracker.checkins import actions as checkins
from tracker.checkins.queries import week_page
from tracker.domain.checkins import Answers
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.company import state_of
from tracker.habits.queries import habits_of
from tracker.habits.settling import settle_space
from tracker.models import Invitation, Note, Pause, Person, Space, Tick, Track
from tracker.pauses import actions as pauses
from tracker.spaces import actions
from tracker.wall import actions as wall
from tracker.wall.queries import wall_page

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each joins or parts two by the same statements as the one beside it"),
]


def names(of):
    """The habits that are there for somebody."""
    return {habit.name for habit in habits_of(person(of))}


def notes(of):
    page = wall_page(person(of), NOW)
    return {shown.note.body for shown in page.all}


def together():
    """Dan and Cleo become partners."""
    couple("cleo", "dan", NOW)


def streak(name, habit_name):
    owner = person(name)
    settle_space(owner, NOW)
    track = next(
        each
        for each in tracks_in(owner.space)
        if each.habit.name == habit_name and each.owner_id in (None, owner.id)
    )
    return state_of(track)


def test_who_joins_takes_a_seat_and_a_colour_of_their_own(inside, world):
    together()

    dan = person("dan")
    cleo = dan.partner
    assert (dan.space_id, {dan.seat, cleo.seat}, dan.joined_on) == (world.spaces["cleo"], {1, 2}, TODAY)
    assert dan.colour != cleo.colour
    assert person("cleo").partner.id == world.people["dan"]
    assert db.session.get(Space, world.spaces["dan"]) is None


def test_what_was_written_for_whoever_joins_is_there_when_they_do(inside):
    wall.write("From Dan, for whoever comes", by=person("dan"), now=NOW)
    together()

    assert notes("dan") == notes("cleo") == {CLEOS_WAITING, "From Dan, for whoever comes"}
    assert kept_waiting() == 0


def kept_waiting():
    return db.session.scalar(select(func.count()).select_from(Note).where(Note.waiting))


def test_habits_of_before_come_along_and_stay_private(inside):
    together()

    assert names("dan") == {ONCE_EACH, ONCE_TOGETHER, DANS_PRIVATE}
    assert names("cleo") == {CLEOS}
    for name in ("dan", "cleo"):
        assert_settled(name, NOW)


def test_a_space_of_two_begins_gentle_whatever_its_inviter_had(inside):
    for name in ("cleo", "dan"):
        space = person(name).space
        ways = {"first_weekday": space.first_weekday, "check_in_weekday": space.check_in_weekday}
        actions.shape(person(name), name="", **ways, strict=True, now=NOW)

    together()

    assert person("cleo").space.strict is False
    assert_settled("cleo", NOW)


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_either_goes_back_to_gentle_alone_and_that_gives_all_back(inside, name):
    settle_space(person("ada"), NOW)
    gentle = states()
    person("ada").space.strict = True
    settle_space(person("ada"), NOW)
    assert states() != gentle

    space = person(name).space
    ways = {"first_weekday": space.first_weekday, "check_in_weekday": space.check_in_weekday}
    actions.shape(person(name), name="", **ways, strict=False, now=NOW)

    assert (space.strict, states()) == (False, gentle)


def states():
    """What is kept of all streaks in Ada's and Ben's space."""
    db.session.expire_all()
    space = person("ada").space
    tracks = db.session.execute(select(Track.id, Track.state).where(Track.space_id == space.id))
    return space.state, sorted(map(tuple, tracks))


def test_check_ins_of_before_stay_private(inside):
    week = SEALED_WEEK
    checkins.seal(week, Answers(closeness=7, went_well="Dan alone"), by=person("dan"), now=NOW)
    together()

    for name in ("dan", "cleo"):
        page = week_page(person(name), week, NOW)
        assert (name, page.own.state.value, page.partners.answers) == (name, "kept", Answers())


def test_pauses_of_before_stay_with_whom_they_were_for(inside, world):
    pauses.pause(PausedDays(TODAY, TODAY), both=False, by=person("dan"), now=NOW)
    pauses.pause(PausedDays(TODAY, TODAY), both=True, by=person("dan"), now=NOW)
    together()

    owners = db.session.scalars(select(Pause.person_id).where(Pause.space_id == world.spaces["cleo"])).all()
    assert set(owners) == {world.people["dan"]}


def test_a_farewell_is_not_read_by_who_comes_after(inside):
    actions.leave(by=person("ben"), now=NOW)
    couple("ada", "dan", NOW)

    assert person("dan").space.farewell == ""


def test_all_other_open_invitations_end_when_somebody_joins(inside, world):
    together()

    open_ones = db.session.scalars(
        select(Invitation.id).where(Invitation.revoked_at.is_(None), Invitation.welcomed_at.is_(None))
    ).all()
    assert open_ones == []


def test_who_leaves_takes_what_is_theirs(inside, world):
    actions.leave(by=person("ben"), now=NOW)

    ben = person("ben")
    assert (ben.partner, ben.seat, ben.joined_on, ben.space.founded_on) == (None, 1, TODAY, TODAY)
    assert names("ben") == {EACH, TOGETHER, BENS_OWN, ARCHIVED}
    assert names("ada") == {EACH, TOGETHER, ADAS_PRIVATE, ARCHIVED, UNSHARED, ONCE_EACH, ONCE_TOGETHER}
    for name in ("ada", "ben"):
        assert_settled(name, NOW)


def test_who_leaves_takes_their_ticks_and_both_have_those_of_both(inside, world):
    before = ticks()
    actions.leave(by=person("ben"), now=NOW)

    after, copied = ticks(), ticks(TOGETHER, "ada")
    assert {track_id: after[track_id] for track_id in before} == before
    assert list(copied.values()) == [before[world.tracks[TOGETHER]]]
    assert after.keys() - before.keys() == copied.keys()
    homes = dict(db.session.execute(select(Tick.track_id, Tick.space_id).distinct()).all())
    tracks = dict(db.session.execute(select(Track.id, Track.space_id).where(Track.id.in_(homes))).all())
    assert homes == tracks
    assert {
        name for name, track_id in world.tracks.items() if homes.get(track_id) == person("ben").space_id
    } == {f"{EACH} of ben", f"{BENS_OWN} of ben", f"{ARCHIVED} of ben", TOGETHER}


def ticks(name="", of=""):
    """Day and instant of all ticks, by track; of those of one habit of somebody's."""
    which = Track.habit_id == habit_called(name, of).id if name else true()
    found = defaultdict(set)
    for track_id, day, at in db.session.execute(
        select(Tick.track_id, Tick.day, Tick.ticked_at).join(Track).where(which)
    ):
        found[track_id].add((day, at))
    return dict(found)


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_leaving_changes_no_streak_of_ones_own(inside, leaver):
    own = {"ada": [EACH, ADAS_PRIVATE, UNSHARED], "ben": [EACH, BENS_OWN]}
    before = {(name, habit): streak(name, habit) for name, habits in own.items() for habit in habits}

    actions.leave(by=person(leaver), now=NOW)

    assert {(name, habit): streak(name, habit) for name, habit in before} == before


def test_leaving_keeps_the_days_that_a_habit_lay_in_the_archive(inside):
    at = NOW - timedelta(days=1)
    habit = habit_called(EACH, "ben")
    habit.archived_on = TODAY - timedelta(days=9)
    habits.bring_back(habit, by=person("ben"), now=at)
    before = [streak(name, EACH) for name in ("ada", "ben")]

    actions.leave(by=person("ben"), now=NOW)

    assert [streak(name, EACH) for name in ("ada", "ben")] == before


def test_notes_to_the_one_who_stays_remain_theirs_and_the_others_are_gone(inside):
    actions.leave(by=person("ben"), now=NOW)

    assert notes("ada") == {DAN_TO_ADA, ADA_TO_DAN, ADA_TO_BEN, BEN_TO_ADA, "canary-bens-waiting"}
    assert notes("ben") == set()


def test_a_former_partner_sees_nothing_of_ones_and_one_sees_nothing_of_theirs(inside, world):
    actions.leave(by=person("ben"), now=NOW)

    assert {habit.owner_id for habit in habits_of(person("ada"))} == {world.people["ada"]}
    assert {habit.owner_id for habit in habits_of(person("ben"))} == {world.people["ben"]}
    assert week_page(person("ben"), SEALED_WEEK, NOW).own.answers == BENS_DRAFT


def test_the_one_who_stays_reads_one_line_and_can_put_it_away(app, ada, ben):
    answer = ben.submit("/settings/leave")

    assert (answer.status_code, answer.location) == (303, "/today")
    assert "Ben has left" in ada.page("/today").text
    assert "has left" not in ben.page("/today").text.replace("You have left", "")
    ada.submit("/today", to="/farewell")
    assert "Ben has left" not in ada.page("/today").text


def test_two_who_never_chose_ways_of_their_own_can_part(app, ada):
    """As those whom an older Tend has brought together, and those of the demo."""
    with acting(app):
        db.session.execute(update(Person).where(Person.id.in_(ids_of("ada", "ben"))).values(own_ways=""))

    assert ada.submit("/settings/leave").status_code == 303


def ids_of(*names):
    return [person(name).id for name in names]


def test_leaving_twice_is_leaving_once(app, world, ben):
    for _time in range(2):
        assert ben.send("/settings/leave").status_code == 303

    assert len(kept(app, select(Space.id))) == 5


def test_both_leave_at_the_same_instant_and_one_of_them_stays(concurrent):
    def leave(name):
        def act():
            actions.leave(by=person(name), now=NOW)
            db.session.commit()

        return act

    results = concurrent.at_once(leave("ada"), leave("ben"))

    with concurrent.app.app_context():
        spaces = [person("ada").space_id, person("ben").space_id]
        assert len(set(spaces)) == 2
        assert concurrent.world.spaces["ada"] in spaces
        for name in ("ada", "ben"):
            assert_settled(name, NOW)
        db.session.rollback()
    assert sorted(map(type, results), key=str) == sorted([type(None), Refused], key=str)


def test_who_is_alone_has_nobody_to_leave(app, world, cleo):
    assert "nobody to leave" in cleo.page("/settings/leave").text
    assert cleo.send("/settings/leave").status_code == 303
    assert kept(app, select(Person.space_id).where(Person.email == email("cleo"))) == [world.spaces["cleo"]]


def test_two_who_come_back_together_find_what_each_kept_and_share_it_anew(inside, world):
    actions.leave(by=person("ben"), now=NOW)
    couple("ada", "ben", NOW)

    assert notes("ben") == {ADA_TO_BEN, BEN_TO_ADA, "canary-bens-waiting"}
    assert names("ben") == {EACH, TOGETHER, BENS_OWN, ARCHIVED}
    habits.share(habits_of(person("ada")), by=person("ada"), now=NOW)
    habits.share([habit_called(EACH, "ben")], by=person("ben"), now=NOW)
    assert [habit.name for habit in habits_of(person("ben"))].count(EACH) == 2
    for name in ("ada", "ben"):
        assert_settled(name, NOW)


def test_they_can_part_and_meet_as_often_as_they_like(inside):
    for host, guest in (("ada", "ben"), ("ben", "ada"), ("ada", "ben")):
        actions.leave(by=person(guest), now=NOW)
        couple(host, guest, NOW)
        assert_settled("ada", NOW)

    assert person("ada").partner.id == person("ben").id


def test_company_knows_both_wherever_one_begins(inside):
    assert company_in("ada", NOW).todays == company_in("ben", NOW).todays


def test_who_comes_back_into_a_space_finds_room(app):
    with acting(app):
        actions.leave(by=person("ada"), now=NOW)
        couple("ben", "ada", NOW)

    with app.app_context():
        assert {person("ada").seat, person("ben").seat} == {1, 2}
        db.session.rollback()
