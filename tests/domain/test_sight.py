import pytest

from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.sight import Role, Sight, answers_for, sees, sees_check_in

AUTHOR, PARTNER, OTHER = Role.AUTHOR, Role.PARTNER, Role.OTHER

ALL = Answers(
    appreciated=("The tea.", "The walk."),
    went_well="We laughed.",
    closeness=5,
    ratings=((1, 4), (10, 2)),
    talk_about="The summer.",
    feel_loved="A hand on my back.",
    small_thing="Cook on Friday.",
    private_line="I am afraid.",
)
ALL_BUT_THE_PRIVATE_LINE = Answers(
    appreciated=("The tea.", "The walk."),
    went_well="We laughed.",
    closeness=5,
    ratings=((1, 4), (10, 2)),
    talk_about="The summer.",
    feel_loved="A hand on my back.",
    small_thing="Cook on Friday.",
)
NOTHING = Answers()


@pytest.mark.parametrize(
    ("role", "shared", "there"),
    [
        (AUTHOR, True, True),
        (AUTHOR, False, True),
        (PARTNER, True, True),
        (PARTNER, False, False),
        (OTHER, True, False),
        (OTHER, False, False),
    ],
)
def test_a_habit_is_there_for_its_author_and_shared_for_the_partner(role, shared, there):
    assert sees(Sight.ONCE_SHOWN, role, shown=shared) is there


@pytest.mark.parametrize(
    ("role", "delivered", "there"),
    [
        (AUTHOR, True, True),
        (AUTHOR, False, True),
        (PARTNER, True, True),
        (PARTNER, False, False),
        (OTHER, True, False),
        (OTHER, False, False),
    ],
)
def test_a_note_is_there_for_its_author_and_once_delivered_for_the_partner(role, delivered, there):
    assert sees(Sight.ONCE_SHOWN, role, shown=delivered) is there


@pytest.mark.parametrize(
    ("role", "shared", "there"),
    [
        (AUTHOR, True, True),
        (AUTHOR, False, True),
        (PARTNER, True, True),
        (PARTNER, False, False),
        (OTHER, True, False),
        (OTHER, False, False),
    ],
)
def test_a_reflection_is_there_for_its_author_and_shared_for_the_partner(role, shared, there):
    assert sees(Sight.ONCE_SHOWN, role, shown=shared) is there


@pytest.mark.parametrize(
    ("role", "state", "read"),
    [
        (AUTHOR, CheckInState.DRAFT, ALL),
        (AUTHOR, CheckInState.SEALED, ALL),
        (AUTHOR, CheckInState.OPENED, ALL),
        (AUTHOR, CheckInState.KEPT, ALL),
        (PARTNER, CheckInState.DRAFT, NOTHING),
        (PARTNER, CheckInState.SEALED, NOTHING),
        (PARTNER, CheckInState.OPENED, ALL_BUT_THE_PRIVATE_LINE),
        (PARTNER, CheckInState.KEPT, NOTHING),
        (OTHER, CheckInState.DRAFT, NOTHING),
        (OTHER, CheckInState.SEALED, NOTHING),
        (OTHER, CheckInState.OPENED, NOTHING),
        (OTHER, CheckInState.KEPT, NOTHING),
    ],
)
def test_answers_are_read_by_the_author_and_once_opened_by_the_partner(role, state, read):
    assert answers_for(role, state, ALL) == read


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("shown", [True, False])
def test_what_is_never_shown_is_seen_by_whoever_it_belongs_to_alone(role, shown):
    assert sees(Sight.NEVER, role, shown=shown) is (role is AUTHOR)


@pytest.mark.parametrize(
    ("role", "state", "known"),
    [
        (AUTHOR, CheckInState.DRAFT, True),
        (AUTHOR, CheckInState.SEALED, True),
        (AUTHOR, CheckInState.OPENED, True),
        (AUTHOR, CheckInState.KEPT, True),
        (PARTNER, CheckInState.DRAFT, False),
        (PARTNER, CheckInState.SEALED, True),
        (PARTNER, CheckInState.OPENED, True),
        (PARTNER, CheckInState.KEPT, False),
        (OTHER, CheckInState.DRAFT, False),
        (OTHER, CheckInState.SEALED, False),
        (OTHER, CheckInState.OPENED, False),
        (OTHER, CheckInState.KEPT, False),
    ],
)
def test_of_a_check_in_the_partner_learns_once_it_is_sealed(role, state, known):
    assert sees_check_in(role, state) is known


def test_the_tables_leave_no_role_and_no_state_out():
    assert (set(Role), set(CheckInState)) == (
        {AUTHOR, PARTNER, OTHER},
        {CheckInState.DRAFT, CheckInState.SEALED, CheckInState.OPENED, CheckInState.KEPT},
    )
