"""What an export holds of pauses."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.archives.things import Archive, Field, Keys, Who
from tracker.domain.habits import Mode
from tracker.habits.things import HABITS


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing was asked: of somebody, of both, or of the habit with this key alone."""

    whose: Who
    starts_on: date
    ends_on: date
    habit: str = ""


PAUSES = Field("pauses", tuple[Pause, ...], ())


def pauses_alone(archive: Archive, keys: Keys) -> tuple[Pause, ...]:
    """What was excused stays excused: the partner's pauses held for what both did together, and hold for it on."""
    kept = set()
    for each in archive[PAUSES]:
        if each.habit:
            kept |= {replace(each, habit=keys[each.habit])} if each.habit in keys else set()
        elif each.whose is Who.PARTNER:
            shared = (keys[habit.key] for habit in archive[HABITS] if habit.mode is Mode.TOGETHER)
            kept |= {replace(each, whose=Who.TOGETHER, habit=key) for key in shared}
        else:
            kept.add(replace(each, whose=Who.ME))
    return tuple(sorted(kept, key=in_order))


def in_order(pause: Pause) -> tuple[date, date, Who, int]:
    """By which pauses are sorted: their days, whose they are, and the number of their habit."""
    return pause.starts_on, pause.ends_on, pause.whose, int(pause.habit.removeprefix("h") or 0)
