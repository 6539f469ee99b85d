"""The space's ways are both people's: softer needs one, harder needs two."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.databases import acting, kept
from tests.settled import assert_settled
from tests.world import NOW, couple, person
from tracker.domain.proposals import OPEN_FOR, WAITS_FOR, Way
from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.models import Habit, Person, Proposal, Space, Track
from tracker.spaces import actions
from tracker.spaces.proposing import propose
from tracker.spaces.queries import open_proposal, own_proposal, partners_proposal

pytestmark = pytest.mark.on_either("each proposes and answers by the same statements as the one beside it")

STRICT, SUNDAY = (Way.STRICT, 1), (Way.FIRST_WEEKDAY, 6)
IN_A_MOMENT = timedelta(seconds=1)


def shape(by, *, now=NOW, **changed):
    space = person(by).space
    ways = {
        "name": space.name,
        "first_weekday": space.first_weekday,
        "check_in_weekday": space.check_in_weekday,
        "strict": space.strict,
    }
    actions.shape(person(by), **(ways | changed), now=now)
    db.session.flush()


def proposed(now=NOW):
    """What is open in Ada's and Ben's space, and whose it is."""
    found = open_proposal(person("ada"), now)
    return found and (found.proposer_id, found.what, found.value)


def say_yes(by, now=NOW):
    actions.agree(open_proposal(person(by), now), by=person(by), now=now)
    db.session.flush()


def ways(by="ada"):
    space = person(by).space
    return space.first_weekday, space.strict


def refused(act, *given, **values):
    with pytest.raises(Refused) as no:
        act(*given, **values)
    return no.value.sentence


@pytest.mark.sql
@pytest.mark.parametrize(
    ("change", "way", "then"),
    [({"strict": True}, STRICT, (0, True)), ({"first_weekday": 6}, SUNDAY, (6, False))],
)
def test_what_is_harder_counts_from_the_others_yes(inside, world, change, way, then):
    shape("ada", **change)

    assert ways() == (0, False)
    assert proposed() == (world.people["ada"], *way)
    for _time in range(2):
        actions.agree(partners_proposal(person("ben"), open_or_last().id), by=person("ben"), now=NOW)
    assert (ways(), proposed()) == (then, None)
    assert_settled("ada", NOW)


def open_or_last():
    return db.session.scalars(select(Proposal).order_by(Proposal.made_at.desc(), Proposal.id.desc())).first()


def test_alone_everything_counts_at_once(inside):
    shape("cleo", strict=True, first_weekday=3, check_in_weekday=1)

    assert ways("cleo") == (3, True)
    assert db.session.scalar(cleos_count()) == 0


def cleos_count():
    cleos = Proposal.space_id == select(Person.space_id).where(Person.name == "Cleo").scalar_subquery()
    return select(func.count()).select_from(Proposal).where(cleos)


def test_one_thing_is_proposed_at_a_time_by_either(inside):
    refused(shape, "ada", strict=True, first_weekday=6)
    assert (ways(), proposed()) == ((0, False), None)
    shape("ada", strict=True)

    for name in ("ada", "ben"):
        assert "one thing at a time" in refused(shape, name, first_weekday=6)
    assert ways() == (0, False)


def test_proposing_what_the_other_proposes_is_saying_yes(inside):
    for name in ("ada", "ada", "ben"):
        shape(name, strict=True)

    assert (ways(), proposed()) == ((0, True), None)


def test_it_lapses_after_14_days_and_the_same_waits_30(inside, world):
    shape("ada", strict=True)
    lapsed, again = NOW + OPEN_FOR, NOW + WAITS_FOR
    assert proposed(lapsed - IN_A_MOMENT)
    assert proposed(lapsed) is None
    first = partners_proposal(person("ben"), open_or_last().id)
    refused(actions.agree, first, by=person("ben"), now=lapsed)

    assert "thirty days later" in refused(shape, "ada", strict=True, now=again - IN_A_MOMENT)
    assert ways() == (0, False)
    shape("ada", strict=True, now=again)
    assert proposed(again) == (world.people["ada"], *STRICT)


def test_the_other_may_propose_it_once_it_has_lapsed(inside, world):
    shape("ada", strict=True)
    shape("ben", strict=True, now=NOW + OPEN_FOR)

    assert proposed(NOW + OPEN_FOR) == (world.people["ben"], *STRICT)
    assert ways() == (0, False)


def test_who_has_proposed_it_takes_it_back_and_waits_as_long(inside):
    shape("ada", strict=True)
    own = own_proposal(person("ada"), open_or_last().id)
    for _time in range(2):
        actions.take_back(own, by=person("ada"), now=NOW)

    assert proposed() is None
    refused(actions.agree, own, by=person("ben"), now=NOW)
    refused(shape, "ada", strict=True)
    shape("ada", first_weekday=6)
    assert proposed()[1:] == SUNDAY


def test_what_the_other_has_agreed_to_is_not_taken_back(inside):
    shape("ada", strict=True)
    own = own_proposal(person("ada"), open_or_last().id)
    say_yes("ben")

    refused(actions.take_back, own, by=person("ada"), now=NOW)
    assert ways() == (0, True)


def test_nobody_answers_for_the_other(inside):
    shape("ada", strict=True)
    number = open_or_last().id

    for find, name in ((partners_proposal, "ada"), (own_proposal, "ben"), (partners_proposal, "cleo")):
        with pytest.raises(Missing):
            find(person(name), number)


def test_who_leaves_takes_no_proposal_along(inside, world):
    shape("ada", strict=True)
    actions.leave(by=person("ben"), now=NOW)

    assert set(db.session.scalars(select(Proposal.space_id))) == {world.spaces["beside"]}
    assert [ways(), ways("ben")] == [(0, False), (0, False)]


def test_opposite_ways_at_the_same_instant_are_one_proposal_and_one_kind_sentence(concurrent):
    def act(name, way):
        propose(*way, by=person(name), now=NOW)
        db.session.commit()

    answers = concurrent.at_once(lambda: act("ada", STRICT), lambda: act("ben", SUNDAY))

    no = [each for each in answers if each]
    assert [type(each) for each in no] == [Refused]
    assert "one thing at a time" in no[0].sentence
    with concurrent.app.app_context():
        rows = db.session.scalars(select(Proposal).where(Proposal.ended_at.is_(None))).all()
        assert len(rows) == 1


def test_the_other_reads_it_on_today_and_says_yes_there(app, world, ada, ben):
    ada.submit("/settings/space", streaks="strict")

    assert "Ada proposes strict streaks" in ben.page("/today").text
    assert "Ada proposes strict streaks" in ben.page("/settings/space").text
    assert "proposes strict streaks" not in ada.page("/today").text
    number = kept(app, select(Proposal.id).where(Proposal.what == Way.STRICT))[0]
    assert ben.submit("/today", to=f"/proposals/{number}/agree").status_code == 303
    assert kept(app, select(Space.strict).where(Space.id == world.spaces["ada"])) == [True]
    assert "proposes" not in ben.page("/today").text


def test_putting_it_away_looks_like_no_answer(app, ada, ben):
    ada.submit("/settings/space", streaks="strict")
    ada.page("/settings/space")  # which says that it is saved
    before = [ada.page(path).text for path in ("/today", "/settings/space")]
    number = kept(app, select(Proposal.id).where(Proposal.what == Way.STRICT))[0]
    ben.submit("/today", to=f"/proposals/{number}/put-away")

    assert [ada.page(path).text for path in ("/today", "/settings/space")] == before
    assert "proposes" not in ben.page("/today").text
    assert "Ada proposes strict streaks" in ben.page("/settings/space").text


def test_who_proposes_reads_that_it_waits_and_takes_it_back(app, ada, ben):
    ada.submit("/settings/space", first_weekday="6")
    assert (
        "You have proposed that your weeks begin on Sunday. It counts once Ben says yes."
        in ada.page("/settings/space").text
    )
    assert "Ada proposes that your weeks begin on Sunday" in ben.page("/today").text
    number = kept(app, select(Proposal.id).where(Proposal.ended_at.is_(None)))[0]
    ada.submit("/settings/space", to=f"/proposals/{number}/take-back")

    assert "You propose" not in ada.page("/settings/space").text
    assert "proposes" not in ben.page("/today").text


def test_the_day_of_the_check_in_counts_at_once_and_is_told_once(app, world, ada, ben):
    ada.submit("/settings/space", check_in_weekday="2")

    assert kept(app, select(Space.check_in_weekday).where(Space.id == world.spaces["ada"])) == [2]
    assert "Ada has chosen Wednesday for the check-in" in ben.page("/today").text
    number = kept(app, select(Proposal.id).where(Proposal.ended_at.is_(None)))[0]
    ben.submit("/today", to=f"/proposals/{number}/put-away")
    assert "for the check-in, from" not in ben.page("/today").text


def test_going_back_to_gentle_is_told_and_says_that_all_is_back(app, world, ada, ben):
    with acting(app):
        person("ada").space.strict = True
    ben.submit("/settings/space", streaks="gentle")

    assert "all you had before is back" in ben.page("/settings/space").text
    assert "Ben has made your streaks gentle again" in ada.page("/today").text


def private_states(name):
    """What is kept of the private habits of somebody, and how their weeks lie there."""
    owner = person(name)
    of_theirs = (Habit.owner_id == owner.id) & Habit.shared.is_(False)
    return sorted(
        map(
            tuple,
            db.session.execute(
                select(Track.id, Track.state).join(Habit, Habit.id == Track.habit_id).where(of_theirs)
            ),
        )
    )


def test_nothing_that_two_agree_to_reaches_private_habits(inside):
    settle_space(person("ada"), NOW)
    before = private_states("ada")
    assert before

    shape("ada", strict=True)
    say_yes("ben")

    assert private_states("ada") == before
    assert_settled("ada", NOW)


def test_private_habits_keep_their_owners_choice_and_week_in_a_space_of_two(inside):
    shape("cleo", strict=True, first_weekday=3)
    weeks, before = person("cleo").space.weeks, private_states("cleo")
    couple("dan", "cleo", NOW)

    cleo = person("cleo")
    assert (cleo.space.strict, cleo.strict_for(shared=True), cleo.strict_for(shared=False)) == (
        False,
        False,
        True,
    )
    assert (cleo.weeks_for(shared=False), private_states("cleo")) == (weeks, before)
    assert_settled("cleo", NOW)
    actions.leave(by=person("cleo"), now=NOW)
    assert (person("cleo").space.strict, person("dan").space.strict) == (True, False)
    assert_settled("cleo", NOW)
