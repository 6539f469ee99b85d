"""What of an archive one person alone can keep, and what one of two can bring back beside the other."""

from dataclasses import replace

from tracker.archives.things import Archive, Figures
from tracker.belonging import BELONGINGS
from tracker.habits.things import keys_alone


def own(archive: Archive) -> Archive:
    """What of it one person alone can keep, counted as they chose for their own. Of somebody who is alone that is all.

    It is what one keeps where two part: own tracks and shared ones, what one has written or planned, letters that were
    given, and of the partner's plans a copy of what was. Whoever was the partner is from then on somebody who has left, and
    what was sealed is kept.
    """
    return archive if archive.partner is None else kept_alone(archive)


def kept_alone(archive: Archive) -> Archive:
    """The same, also where it says that there never was a partner."""
    keys = keys_alone(archive)
    kept = {each.field: each.alone(archive, keys) for each in BELONGINGS.taken()}
    space = replace(archive.space, strict=(archive.me.own_ways or archive.space).strict)
    me = replace(archive.me, own_ways=None, touch_numbers=False, habit_order=order_alone(archive))
    return replace(archive, space=space, me=me, partner=None, streak=Figures()).with_things(kept)


def order_alone(archive: Archive) -> tuple[str, ...]:
    """One's own order of the habits that stay."""
    keys = keys_alone(archive)
    return tuple(keys[each] for each in archive.me.habit_order if each in keys)


def half(archive: Archive) -> Archive:
    """What of it is one's own doing, so that nothing speaks for somebody who is there and can speak for themselves.

    It is what one alone can keep, without what the partner made or did, and shared with nobody. Letters that one was given
    stay, from somebody without a name.
    """
    ones = {each.field: each.half(archive) for each in BELONGINGS.taken() if each.half is not None}
    return replace(
        kept_alone(archive.with_things(ones)),
        space=archive.space,
        me=replace(archive.me, habit_order=order_alone(archive)),
    )
