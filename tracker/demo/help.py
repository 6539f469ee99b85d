"""The help that Ada and Ben have found: a first meeting that has been, and the next one."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tracker.demo.habits import ADA, BEN
from tracker.models import Appointment, Person, ToBring


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
        for name, packed in each.to_bring:
            yield ToBring(
                space_id=appointment.space_id, appointment_id=appointment.id, name=name, packed=packed
            )
