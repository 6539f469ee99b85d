import pytest

from tracker.domain.registration import Openness, openness


@pytest.mark.parametrize("people_count", [0, 1, 2, 40])
@pytest.mark.parametrize("stays_open", [True, False])
@pytest.mark.parametrize("chosen", Openness)
def test_what_was_chosen_holds(chosen, people_count, stays_open):
    assert openness(chosen, people_count=people_count, stays_open=stays_open) is chosen


@pytest.mark.parametrize(
    ("people_count", "stays_open", "who"),
    [
        (0, False, Openness.OPEN),
        (1, False, Openness.OPEN),
        (2, False, Openness.INVITED),
        (40, False, Openness.INVITED),
        (2, True, Openness.OPEN),
        (40, True, Openness.OPEN),
    ],
)
def test_where_nothing_was_chosen_the_door_closes_behind_two(people_count, stays_open, who):
    assert openness("", people_count=people_count, stays_open=stays_open) is who
