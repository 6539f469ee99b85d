"""The help that Ada and Ben have found: a first meeting that has been, and the next one."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tracker.demo.habits import ADA, BEN
from tracker.domain.summaries import Part, Section, sections_of
from tracker.holding import afresh
from tracker.models import Appointment, Person, ToBring
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary


class Made(NamedTuple):
    """An appointment so many days from today; what is packed of what there is to bring carries a True."""

    in_days: int
    author: str
    who: str
    starts_at: time
    place: str
    reach: str
    note: str
    to_bring: tuple[tuple[str, bool], ...] = ()


MADE = (
    Made(-64, ADA, "Marta at the advice centre", time(17), "Bridge Street 4, second floor", "", "The bell says “Centre”."),
    Made(
        6,
        BEN,
        "Marta at the advice centre",
        time(17, 30),
        "Bridge Street 4, second floor",
        "020 7946 0123",
        "She asked us to bring one thing each that went better than expected.",
        (
            ("The summary, printed", False),
            ("The questions not to be forgotten", True),
            ("Ben’s list. He has a list.", True),
        ),
    ),
)  # fmt: skip

ADAS_WANTS = (
    "I would like us to talk about money without one of us going quiet. And I would like to know what Ben is "
    "afraid of when I ask. The summer was good. I want to understand why."
)
BENS_WANTS = "A way to say that I am tired without it sounding like no."


def appointments(people: dict[str, Person], day: date, now: datetime) -> Iterator[Appointment]:
    """Their appointments, around a day."""
    for each in MADE:
        author = people[each.author]
        yield Appointment(
            space_id=author.space_id,
            author_id=author.id,
            shared=True,
            who=each.who,
            day=day + timedelta(days=each.in_days),
            starts_at=each.starts_at,
            zone=author.zone,
            place=each.place,
            reach=each.reach,
            note=each.note,
            version=0,
            made_at=now - timedelta(days=70),
            changed_at=now - timedelta(days=70),
        )


def to_bring(made: list[Appointment]) -> Iterator[ToBring]:
    """What they take along to the appointments that have been made."""
    for appointment, each in zip(made, MADE, strict=True):
        for position, (name, packed) in enumerate(each.to_bring, start=1):
            yield ToBring(
                space_id=appointment.space_id,
                appointment_id=appointment.id,
                position=position,
                name=name,
                packed=packed,
            )


def agree(ada: Person, ben: Person, now: datetime) -> None:
    """What each wants from help, and what both have agreed to; Ben still thinks about his words."""
    shown = agreeing.want(ADAS_WANTS, by=ada, now=now)
    agreeing.want(BENS_WANTS, by=ben, now=now)
    own = Section(Part.WANTS, ada.id)
    agreeing.agree(own, seen=shown.seal, by=ada, now=now)
    for each in map(afresh, (ada, ben)):
        contents = summary.contents_for(each, now)
        for section in sections_of([ada.id, ben.id]):
            if section.part is not Part.WANTS or section == own:
                agreeing.agree(section, seen=contents.reading(section), by=each, now=now)
