"""What of an archive one person alone can keep."""

from dataclasses import replace

from tracker.archives.things import Archive, Figures
from tracker.belonging import BELONGINGS
from tracker.habits.things import keys_alone


def own(archive: Archive) -> Archive:
    """What of it one person alone can keep, counted as they chose for their own. Of somebody who is alone that is all.

    Own tracks, shared ones and own reflections stay, as do all notes, dates, ideas, days to remember and appointments;
    whoever was the partner is from then on somebody who has left, and what was sealed is kept.
    """
    if archive.partner is None:
        return archive
    keys = keys_alone(archive)
    kept = {each.field: each.alone(archive, keys) for each in BELONGINGS.taken()}
    space = replace(archive.space, strict=(archive.me.own_ways or archive.space).strict)
    me = replace(archive.me, own_ways=None, touch_numbers=False)
    return replace(archive, space=space, me=me, partner=None, streak=Figures()).with_things(kept)
