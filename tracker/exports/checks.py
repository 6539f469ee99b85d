"""What an archive must hold to before anything of it is brought in: the rules that its shape alone does not say."""

from datetime import date

from tracker.archives.checks import at, must, unlike
from tracker.archives.things import Archive, OwnWays, Who
from tracker.belonging import BELONGINGS
from tracker.domain.days import LATEST_DAY_END
from tracker.domain.people import COLOURS, LONGEST_NAME, SPACE_NAME_LENGTH
from tracker.domain.words import visible
from tracker.exports.ways import turn_rightly
from tracker.exports.weight import refuse_too_much
from tracker.habits.things import keys_of


def check(archive: Archive) -> None:
    """Raise `Odd` for what Tend would not have written or could not keep, and `Refused` for more than it has room for."""
    refuse_too_much(archive)
    check_members(archive)
    for each in BELONGINGS.taken():
        with at(each.field.name):
            each.check(archive)
    must(archive.partner is not None or not partners_things(archive), "partner")


def check_members(archive: Archive) -> None:
    with at("space"):
        weekdays = (archive.space.first_weekday, archive.space.check_in_weekday)
        must(len(archive.space.name) <= SPACE_NAME_LENGTH and all(0 <= each <= 6 for each in weekdays))
        must(turn_rightly(archive.space), "turns")
    with at("me"):
        check_person(archive.me.name, archive.me.colour)
        must(0 <= archive.me.day_ends_at <= LATEST_DAY_END)
        order = archive.me.habit_order
        must(unlike(order) and set(keys_of(archive)).issuperset(order), "habit_order")
        if archive.me.own_ways:
            with at("own_ways"):
                check_own_ways(archive.me.own_ways)
    if archive.partner is not None:
        with at("partner"):
            check_person(archive.partner.name, archive.partner.colour)


def check_own_ways(ways: OwnWays) -> None:
    must(all(0 <= each <= 6 for each in (ways.first_weekday, ways.check_in_weekday)))
    must(turn_rightly(ways), "turns")


def check_person(name: str, colour: str) -> None:
    must(visible(name) and len(name) <= LONGEST_NAME, "name")
    must(colour in COLOURS, "colour")


def partners_things(archive: Archive) -> bool:
    """Whether anything in it is a partner's, so that there must be one."""
    return any(Who.PARTNER in each.whose(archive) for each in BELONGINGS.taken())


def latest_day(archive: Archive) -> date:
    """The last day that anything in it says somebody has lived; pauses may go on."""
    return max(
        archive.space.founded_on,
        archive.me.joined_on,
        archive.partner.joined_on if archive.partner else date.min,
        *(max(each.days(archive), default=date.min) for each in BELONGINGS.taken()),
    )
