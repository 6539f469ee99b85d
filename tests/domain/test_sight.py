import pytest

from tracker.domain.checkins import Answers, State
from tracker.domain.sight import Role, answers_for, sees_habit, sees_note, sees_reflection

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
    ("role", "shared", "sees"),
    [
        (AUTHOR, True, True),
        (AUTHOR, False, True),
        (PARTNER, True, True),
        (PARTNER, False, False),
        (OTHER, True, False),
        (OTHER, False, False),
    ],
)
def test_a_habit_is_there_for_its_author_and_shared_for_the_partner(role, shared, sees):
    assert sees_habit(role, shared=shared) is sees


@pytest.mark.parametrize(
    ("role", "delivered", "sees"),
    [
        (AUTHOR, True, True),
        (AUTHOR, False, True),
        (PARTNER, True, True),
        (PARTNER, False, False),
        (OTHER, True, False),
        (OTHER, False, False),
    ],
)
def test_a_note_is_there_for_its_author_and_once_delivered_for_the_partner(role, delivered, sees):
    assert sees_note(role, delivered=delivered) is sees


@pytest.mark.parametrize(
    ("role", "shared", "sees"),
    [
        (AUTHOR, True, True),
        (AUTHOR, False, True),
        (PARTNER, True, True),
        (PARTNER, False, False),
        (OTHER, True, False),
        (OTHER, False, False),
    ],
)
def test_a_reflection_is_there_for_its_author_and_shared_for_the_partner(role, shared, sees):
    assert sees_reflection(role, shared=shared) is sees


@pytest.mark.parametrize(
    ("role", "state", "read"),
    [
        (AUTHOR, State.DRAFT, ALL),
        (AUTHOR, State.SEALED, ALL),
        (AUTHOR, State.OPENED, ALL),
        (AUTHOR, State.KEPT, ALL),
        (PARTNER, State.DRAFT, NOTHING),
        (PARTNER, State.SEALED, NOTHING),
        (PARTNER, State.OPENED, ALL_BUT_THE_PRIVATE_LINE),
        (PARTNER, State.KEPT, NOTHING),
        (OTHER, State.DRAFT, NOTHING),
        (OTHER, State.SEALED, NOTHING),
        (OTHER, State.OPENED, NOTHING),
        (OTHER, State.KEPT, NOTHING),
    ],
)
def test_answers_are_read_by_the_author_and_once_opened_by_the_partner(role, state, read):
    assert answers_for(role, state, ALL) == read


def test_the_tables_leave_no_role_and_no_state_out():
    assert (set(Role), set(State)) == (
        {AUTHOR, PARTNER, OTHER},
        {State.DRAFT, State.SEALED, State.OPENED, State.KEPT},
    )
