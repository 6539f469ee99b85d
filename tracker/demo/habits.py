"""The habits of Ada and Ben, and how they took to them."""

from dataclasses import dataclass

from tracker.domain.habits import Mode
from tracker.domain.schedules import DAILY, OnWeekdays, Schedule, TimesAWeek

ADA, BEN = "ada", "ben"


@dataclass(frozen=True, slots=True)
class Grown:
    """A habit with its history: from which week to which it was kept (-1: still), and how readily.

    ``at_first`` and ``by_now`` are the chances, at the beginning and today, that a day it asks for was
    done; in between it grows evenly, but for the weeks of a lull, in which it slept. ``weekend`` is added
    to that on Saturday and Sunday.
    ``today`` names who has ticked it today already. Where the goal is ``summed`` a day brings about a third of it.
    """

    key: str
    strategy: int
    name: str
    cue: str
    mode: Mode
    schedule: Schedule
    at_first: float
    by_now: float
    owner: str = ADA
    private: bool = False
    weekend: float = 0.0
    from_week: int = 0
    to_week: int = -1
    lull: range = range(0)
    today: tuple[str, ...] = ()
    goal: int = 0
    unit: str = ""
    summed: bool = False


WORKDAYS = OnWeekdays(frozenset(range(5)))
SUNDAYS = OnWeekdays(frozenset({6}))

HABITS: tuple[Grown, ...] = (
    Grown(
        "phones",
        3,
        "Both phones in the hall during dinner",
        "When the food is on the table",
        Mode.TOGETHER,
        DAILY,
        0.55,
        0.93,
        weekend=-0.08,
    ),
    Grown(
        "thank_you",
        9,
        "Say thank you for one exact thing",
        "Before the light goes out",
        Mode.EACH,
        DAILY,
        0.62,
        0.96,
        weekend=0.03,
        today=(BEN,),
    ),
    Grown(
        "hug",
        8,
        "Hold each other for three slow breaths",
        "When one of us comes home",
        Mode.TOGETHER,
        DAILY,
        0.6,
        0.95,
        weekend=0.04,
        from_week=1,
        today=(ADA,),
    ),
    Grown(
        "good_night",
        10,
        "Say good night, also after a bad day",
        "",
        Mode.TOGETHER,
        DAILY,
        0.8,
        0.98,
        from_week=2,
    ),
    Grown(
        "question",
        2,
        "Ask one question that is not about plans",
        "During dinner",
        Mode.EACH,
        WORKDAYS,
        0.5,
        0.88,
        owner=BEN,
        from_week=3,
        today=(BEN,),
    ),
    Grown(
        "listen",
        4,
        "Ask “listen or help?” before giving advice",
        "When you take a breath to answer",
        Mode.EACH,
        TimesAWeek(3),
        0.45,
        0.68,
        weekend=-0.1,
        from_week=2,
        today=(BEN,),
    ),
    Grown(
        "walk",
        3,
        "Walk around the block with Pepper",
        "After dinner",
        Mode.TOGETHER,
        TimesAWeek(3),
        0.4,
        0.66,
        owner=BEN,
        weekend=0.25,
        from_week=1,
    ),
    Grown(
        "yoga",
        6,
        "Yoga before anything else",
        "When the kettle is on",
        Mode.ONE,
        TimesAWeek(1),
        0.45,
        0.7,
        weekend=0.1,
        from_week=4,
        lull=range(21, 25),
        today=(ADA,),
        goal=60_000,
        unit="minutes",
        summed=True,
    ),
    Grown(
        "bass",
        6,
        "Play the bass for ten minutes",
        "Before the news",
        Mode.ONE,
        TimesAWeek(4),
        0.5,
        0.72,
        owner=BEN,
        private=True,
        weekend=0.15,
        from_week=5,
    ),
    Grown(
        "easier",
        7,
        "Name one thing between us that got easier",
        "With the Sunday coffee",
        Mode.EACH,
        SUNDAYS,
        0.75,
        0.97,
        owner=BEN,
        from_week=9,
    ),
    Grown(
        "weight",
        1,
        "Write one line about what weighed on me",
        "In bed",
        Mode.EACH,
        TimesAWeek(2),
        0.4,
        0.5,
        from_week=0,
        to_week=13,
    ),
    Grown(
        "names",
        5,
        "Look up one place that could help us",
        "On Saturday",
        Mode.TOGETHER,
        TimesAWeek(1),
        0.25,
        0.35,
        owner=BEN,
        from_week=14,
        to_week=18,
    ),
)
