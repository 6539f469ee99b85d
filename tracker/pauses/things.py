"""What an export holds of pauses."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Archive, Field, Keys, Who
from tracker.domain.habits import Mode
from tracker.habits.things import HABITS


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing was asked: of somebody, of both, or of the habit with this key alone."""

    whose: Who
    starts_on: date
    ends_on: date
    habit: str = ""
    id: Id = NO_ID
    came_on: date | None = None


PAUSES = Field("pauses", tuple[Pause, ...], ())


def pauses_alone(archive: Archive, keys: Keys) -> tuple[Pause, ...]:
    """What was excused stays excused: the partner's pauses held for what both did together, and hold for it on."""
    kept, owners = set(), {habit.key: habit.owner for habit in archive[HABITS]}
    for each in archive[PAUSES]:
        if each.habit:
            if each.habit in keys:
                mine = each.whose is Who.ME or owners[each.habit] is Who.ME
                kept.add(replace(each, habit=keys[each.habit], id=each.id if mine else NO_ID))
        elif each.whose is Who.PARTNER:
            shared = (keys[habit.key] for habit in archive[HABITS] if habit.mode is Mode.TOGETHER)
            kept |= {replace(each, whose=Who.TOGETHER, habit=key, id=NO_ID) for key in shared}
        else:
            kept.add(replace(each, whose=Who.ME, id=each.id if each.whose is Who.ME else NO_ID))
    return tuple(sorted(kept, key=in_order))


def pauses_half(archive: Archive) -> tuple[Pause, ...]:
    """Those that the partner did not ask for."""
    return tuple(each for each in archive[PAUSES] if each.whose is not Who.PARTNER)


def in_order(pause: Pause) -> tuple[date, date, Who, int, Id]:
    """By which pauses are sorted: their days, whose they are, the number of their habit, and their id."""
    return pause.starts_on, pause.ends_on, pause.whose, int(pause.habit.removeprefix("h") or 0), pause.id
