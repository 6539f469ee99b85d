"""Three weeks of two people, with something on every page."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any

from tests.browser.couples import Household, Words, secret_of
from tests.browser.doing import (
    A_DAY,
    A_WEEK,
    agreed,
    answered,
    habit_of,
    meet,
    move_in,
    own_track,
    planted,
    remarked,
    sight,
    someone,
    ticked,
)
from tests.pictures import LANDSCAPE, PANORAMA, PORTRAIT
from tracker.appointments import actions as appointments
from tracker.checkins import actions as checkins
from tracker.checkins import hearing
from tracker.checkins.queries import current_week
from tracker.dates import actions as dates
from tracker.domain.appointments import Meeting
from tracker.domain.days import today
from tracker.domain.habits import Mode
from tracker.domain.outings import OutingPlan, Preparer
from tracker.domain.pauses import PausedDays
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry, look
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import OnWeekdays, TimesAWeek
from tracker.domain.summaries import LINK_LASTS, WANTS_LENGTH
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.settling import settle_space
from tracker.ideas import actions as ideas
from tracker.jar import actions as jar
from tracker.models import SummaryLink
from tracker.pauses import actions as pauses
from tracker.reflections import actions as reflections
from tracker.remembered import actions as remembered
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary
from tracker.wall import actions as wall


@dataclass(frozen=True)
class Couple:
    """Two who live together since ``begin``, three weeks by ``now``."""

    words: Words
    begin: datetime
    now: datetime

    @property
    def one(self) -> str:
        return f"{self.words.key}-one"

    @property
    def other(self) -> str:
        return f"{self.words.key}-other"

    @property
    def both(self) -> tuple[str, str]:
        return self.one, self.other

    @cached_property
    def day(self) -> date:
        return today(someone(self.one).rhythm, self.now)

    @cached_property
    def week(self) -> date:
        return current_week(someone(self.one), self.now)


def live_together(words: Words, begin: datetime, zone: str) -> Household:
    """Three weeks of two people, who have come as far as this week's check-in: one has sealed it, one has not."""
    two = Couple(words, begin, datetime.now(UTC))
    for who, name in zip(two.both, words.names, strict=True):
        move_in(who, name, begin, zone)
    someone(two.one).space.name = words.space
    meet(two.one, two.other, begin)
    habits = they_grow_habits(two)
    they_pause(two)
    they_check_in(two)
    note = they_write(two, habits["habit"])
    plans = go_out(two) | {"appointment": find_help(two)}
    agree(two)
    db.session.flush()
    return Household(**habits, note=note, **plans, **reflected(two), summary=secret_of(words), **days_of(two))


def they_grow_habits(two: Couple) -> dict[str, Any]:
    """One that both tick, some of which little happens, one that is measured, one that is private and one in the archive."""
    one, other, words, begin = two.one, two.other, two.words, two.begin
    habit = planted(one, words, begin, strategy=9)
    planted(other, words, begin, strategy=3, mode=Mode.TOGETHER, schedule=TimesAWeek(3))
    planted(one, words, begin, strategy=3, schedule=OnWeekdays(frozenset({0, 2, 5})))
    planted(other, words, begin, strategy=6, mode=Mode.ONE)
    private = planted(one, words, begin, strategy=6, mode=Mode.ONE, private=True)
    archived = planted(one, words, begin, strategy=7)
    habits.archive(habit_of(one, archived), by=someone(one), now=begin + A_WEEK)
    for who, days in ((one, 20), (other, 16)):
        for n in range(days):
            ticked(who, habit, begin + n * A_DAY)
    measured = planted(one, words, begin, strategy=6, mode=Mode.ONE, goal=20_000, unit=words.cue[:24])
    for n in range(12):
        ticked(one, measured, two.now - n * A_DAY, amount=(n + 1) * 4000)
    remarked(one, habit, words, two.now)
    unshared = planted(one, words, begin, strategy=1)
    habit_of(one, unshared).shared = False
    return {
        "habit": habit,
        "track": own_track(one, habit),
        "measured": measured,
        "measured_track": own_track(one, measured),
        "private": private,
        "archived": archived,
    }


def they_pause(two: Couple) -> None:
    """Both for days to come, one of them for a day that has been."""
    to_come = PausedDays(two.day + 3 * A_DAY, two.day + 5 * A_DAY)
    pauses.pause(to_come, both=True, by=someone(two.one), now=two.now)
    been = PausedDays(two.day - 9 * A_DAY, two.day - 9 * A_DAY)
    pauses.pause(been, both=False, by=someone(two.other), now=two.now)


def they_check_in(two: Couple) -> None:
    one, other, words, now = two.one, two.other, two.words, two.now
    earlier = two.week - A_WEEK
    for who in two.both:
        checkins.seal(earlier, answered(words), by=someone(who), now=now - A_WEEK)
    for who, question in ((one, "talk-about"), (other, "went-well"), (other, "small-thing")):
        hearing.hear(earlier, question, words.prose[:500], by=someone(who), now=now)
    checkins.plant_small_thing(earlier, by=someone(other), now=now)
    checkins.seal(two.week, answered(words), by=someone(one), now=now)
    checkins.save(two.week, replace(answered(words), closeness=0), by=someone(other), now=now)


def they_write(two: Couple, habit: int) -> int:
    """More than fills a wall, and each a note into the jar; the newest, by its id, has had its answer and is pinned."""
    one, other, words, now = two.one, two.other, two.words, two.now
    for size in (LANDSCAPE, PANORAMA):
        wall.write(words.prose, by=someone(other), now=now - A_DAY, strategy=9, enclosed=sight(words, size))
    for n in range(18):
        text, at = (words.habit, words.prose)[n % 3 == 0], two.begin + n * A_DAY / 2
        wall.write(text, by=someone(two.both[n % 2]), now=at)
    about, enclosed = habit_of(one, habit), sight(words, PORTRAIT)
    thanked = wall.write(words.prose, by=someone(one), now=now, habit=about, enclosed=enclosed)
    wall.react(thanked, "heart", by=someone(other), now=now)
    for who in two.both:
        jar.put_in(words.prose, by=someone(who), now=now - A_DAY)
    jar.open_one(by=someone(one), now=now)
    wall.answer(thanked, words.prose[:300], by=someone(other), now=now)
    wall.pin(thanked, by=someone(one), now=now)
    return thanked.id


def days_of(two: Couple) -> dict[str, Any]:
    """The days and weeks by which pages of theirs go."""
    earlier = two.week - A_WEEK
    return {
        "week": str(two.week),
        "earlier_week": str(earlier),
        "year": earlier.year,
        "before": str(two.day - A_DAY),
        "long_before": str(two.day - 60 * A_DAY),
    }


def go_out(two: Couple) -> dict[str, Any]:
    """A date tomorrow, one that has been, one that waits for a word, a day to remember and an idea in the jar; three by their ids."""
    who, words, day, now = two.one, two.words, two.day, two.now
    whole = OutingPlan(
        words.habit, day + A_DAY, time(19, 30), 90, words.cue, Preparer.PARTNER, note=words.prose
    )
    planned = [
        dates.plan(each, by=someone(who), now=now) for each in (whole, replace(whole, day=day - A_DAY))
    ]
    been = dates.plan(replace(whole, day=day - A_WEEK, starts_at=None), by=someone(who), now=now)
    dates.finish(been, words.prose.split("\n")[0], by=someone(who), now=now)
    ideas.put_in(words.habit, by=someone(who), now=now)
    in_a_week = Yearly((day + A_WEEK).month, (day + A_WEEK).day, 2014)
    yearly = remembered.remember(words.habit, in_a_week, by=someone(who), now=now)
    return {"outing": planned[0].id, "been": been.id, "remembered": yearly.id}


def find_help(two: Couple) -> int:
    """Three appointments: one to come for both, by its id, one of one's own, and one that has been."""
    who, words, day, now = two.one, two.words, two.day, two.now
    whole = Meeting(words.habit, day + A_WEEK, time(17, 15), words.cue[:200], words.cue[:200], words.prose)
    made = appointments.make(whole, for_both=True, by=someone(who), now=now)
    for name in (words.habit, words.cue[:120]):
        thing = appointments.bring(name, made, by=someone(who))
    appointments.pack(thing)
    for each in (replace(whole, day=day - A_DAY), Meeting(words.habit, day)):
        appointments.make(each, for_both=False, by=someone(who), now=now)
    return made.id


def agree(two: Couple) -> None:
    """All that both can agree to but what the other wants, who has shown it; printed yesterday, and with a link."""
    one, other, words, now = two.one, two.other, two.words, two.now
    db.session.flush()
    settle_space(someone(one), now)
    for who in two.both:
        agreeing.want(words.prose[:WANTS_LENGTH], by=someone(who), now=now)
        agreed(who, "wants-me", now)
    for who, names in (
        (one, ("tried", "trend-me", "trend-partner")),
        (other, ("tried", "trend-me", "trend-partner", "wants-partner")),
    ):
        for name in names:
            agreed(who, name, now)
    agreeing.note_printing(by=someone(one), now=now - A_DAY)
    space_id, token = someone(one).space_id, summary.hashed(secret_of(words))
    db.session.add(SummaryLink(space_id=space_id, token_hash=token, made_at=now, ends_at=now + LINK_LASTS))


def reflected(two: Couple) -> dict[str, Any]:
    """One keeps a reflection and has looked from outside, and the other shares one."""
    one, other, words, now = two.one, two.other, two.words, two.now
    guided = entry(Topic.MONEY, words.prose, title=words.cue[:120], prompt="money-me-night")
    from_outside = look(words.prose, (words.prose, words.cue, words.habit))
    own = reflections.write(guided, by=someone(one), now=now).id
    seen_from_outside = reflections.write(from_outside, by=someone(one), now=now).id
    shared = reflections.write(entry(Topic.FREE, words.prose), by=someone(other), now=now).id
    reflections.share(shared, by=someone(other), now=now)
    return {"reflection": own, "look": seen_from_outside, "shared": shared}
