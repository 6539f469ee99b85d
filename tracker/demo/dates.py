"""The dates of Ada and Ben: what they have done, what they look forward to, and what is in their jar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.demo.habits import ADA, BEN
from tracker.domain.outings import OutingState
from tracker.models import OwnIdea, Person, RememberedDay

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Planned:
    """A date so many days from today, less than 0 for one that has been."""

    in_days: int
    author: str
    title: str
    starts_at: time | None = None
    minutes: int = 0
    place: str = ""
    prepared_by: str = ""
    note: str = ""
    state: OutingState = OutingState.PLANNED
    line: str = ""


DATES = (
    Planned(
        -82,
        BEN,
        "Four days at the lake",
        prepared_by=BEN,
        state=OutingState.DONE,
        line="We rowed in circles and neither of us minded.",
    ),
    Planned(
        -47,
        ADA,
        "Ice cream after the session",
        time(17, 30),
        60,
        "The place by the bridge",
        state=OutingState.DONE,
        line="Pistachio is still the right answer.",
    ),
    Planned(
        -29,
        ADA,
        "Dance in the kitchen",
        time(21),
        60,
        state=OutingState.DONE,
        line="Ben leads now. Apparently.",
    ),
    Planned(
        -20,
        BEN,
        "Karaoke with the choir",
        time(20),
        180,
        "The Anchor",
        BEN,
        state=OutingState.DONE,
        line="Never again. When?",
    ),
    Planned(-8, ADA, "Open-air cinema", time(21), 180, "The old quarry", state=OutingState.OFF),
    Planned(
        1,
        ADA,
        "Cook something neither of us has cooked",
        time(19, 30),
        180,
        prepared_by=BOTH,
        note="Ben reads the recipe, I am the hands. Swap halfway through.",
    ),
    Planned(
        10,
        BEN,
        "A surprise. Bring a warm coat.",
        time(16),
        240,
        "Meet at the station, platform 2",
        BEN,
        "Pepper stays with Tom. He knows.",
    ),
    Planned(40, ADA, "A walk with a summit in it", minutes=480, place="Wherever the train goes"),
)

# Whose, what, in how many days, and how many years it will be then; 0 where nobody says.
DAYS = (
    (ADA, "The day we met, in the rain, at the wrong stop", 12, 9),
    (BEN, "Ada’s birthday", 47, 0),
    (ADA, "Pepper came to us", 160, 4),
)

IDEAS = (
    (ADA, "Row on the canal and pretend it is Venice"),
    (BEN, "Breakfast at the airport, watching planes, going nowhere"),
    (ADA, "Ask your mother to teach us her dumplings"),
    (BEN, "The night train. Any night train."),
)


def outings(people: dict[str, Person], day: date, now: datetime) -> Iterator[dict[str, object]]:
    """Their dates, around a day."""
    for each in DATES:
        author = people[each.author]
        yield {
            "space_id": author.space_id,
            "author_id": author.id,
            "shared": True,
            "title": each.title,
            "day": day + timedelta(days=each.in_days),
            "starts_at": each.starts_at,
            "zone": author.zone,
            "minutes": each.minutes,
            "place": each.place,
            "both_prepare": each.prepared_by == BOTH,
            "preparer_id": people[each.prepared_by].id if each.prepared_by in people else None,
            "note": each.note,
            "state": each.state,
            "line": each.line,
            "version": 0,
            "made_at": now - timedelta(days=7 - min(0, each.in_days)),
            "changed_at": now - timedelta(days=7 - min(0, each.in_days)),
        }


def remembered(people: dict[str, Person], day: date, now: datetime) -> Iterator[RememberedDay]:
    """The days they remember, around a day."""
    for who, name, in_days, years in DAYS:
        author, on = people[who], day + timedelta(days=in_days)
        yield RememberedDay(
            space_id=author.space_id,
            author_id=author.id,
            shared=True,
            name=name,
            month=on.month,
            day=on.day,
            year=on.year - years if years and (on.month, on.day) != (2, 29) else 0,
            made_at=now - timedelta(days=60),
        )


def ideas(people: dict[str, Person], now: datetime) -> Iterator[OwnIdea]:
    """What is in their jar."""
    for who, title in IDEAS:
        author = people[who]
        yield OwnIdea(
            space_id=author.space_id,
            author_id=author.id,
            shared=True,
            title=title,
            made_at=now - timedelta(days=30),
        )
