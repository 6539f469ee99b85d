"""What somebody of the browser tests does, through the same actions that pages use."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import select

from tests.browser.couples import Words
from tests.pictures import colourful, file_of, pictures
from tests.there import there
from tests.world import PASSWORD_HASH
from tracker.accounts.actions import Newcomer, register
from tracker.accounts.queries import person_called, unconfirmed_called
from tracker.domain.checkins import Answers
from tracker.domain.days import today
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.pictures import Drawn, Enclosed
from tracker.domain.schedules import DAILY, Schedule
from tracker.domain.terms import WHOLE
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habits_of
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.holding import afresh
from tracker.models import Habit, Person, Track
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


def address_of(who: str) -> str:
    """The address of somebody by their name here, or the whole address that was given."""
    return who if "@" in who else f"{who}@example.org"


def move_in(who: str, name: str, at: datetime, zone: str) -> Person:
    return register(Newcomer(name, address_of(who), PASSWORD_HASH, zone, 0), now=at)


def someone(who: str) -> Person:
    """Somebody as they are now, whose address need not be confirmed."""
    db.session.flush()
    db.session.expire_all()
    address = address_of(who)
    return afresh(person_called(address) or unconfirmed_called(address)[0])


def meet(host: str, guest: str, at: datetime) -> None:
    ask(host, guest, at)
    inviter = someone(host)
    spaces.welcome(there(asking(inviter)).invitation, by=inviter, now=at)


def ask(host: str, guest: str, at: datetime) -> None:
    key = spaces.invite(by=someone(host), now=at, secret="furnishing")
    spaces.ask_to_join(there(spaces.invitation_for(key.token, "furnishing")), by=someone(guest), now=at)


def sight(words: Words, size: tuple[int, int]) -> Enclosed:
    """A picture, and what is to be seen on it."""
    return Enclosed(drawn_once(size), words.cue)


@cache
def drawn_once(size: tuple[int, int]) -> Drawn:
    return pictures.drawn(file_of(colourful(size)))


def agreed(who: str, name: str, now: datetime) -> None:
    """Somebody agrees to a section as it reads now."""
    agreer = someone(who)
    section = summary.section_for(agreer, name)
    agreeing.agree(section, seen=summary.contents_for(agreer, now).reading(section), by=agreer, now=now)


def planted(
    who: str,
    words: Words,
    at: datetime,
    *,
    strategy: int = 9,
    mode: Mode = Mode.EACH,
    schedule: Schedule = DAILY,
    private: bool = False,
    goal: int = 0,
    unit: str = "",
) -> int:
    starts_on = today(someone(who).rhythm, at)
    plan = HabitPlan(strategy, words.habit, mode, schedule, starts_on, words.cue, private, goal, unit)
    habit = habits.plant(plan, by=someone(who), now=at)
    db.session.flush()
    return habit.id


def habit_of(who: str, habit_id: int) -> Habit:
    return next(each for each in habits_of(someone(who)) if each.id == habit_id)


def own_track(who: str, habit_id: int) -> int:
    return track_of(someone(who), habit_id)


def track_of(owner: Person, habit_id: int) -> int:
    own = (Track.owner_id == owner.id) | Track.owner_id.is_(None)
    return there(db.session.scalar(select(Track.id).where(Track.habit_id == habit_id, own)))


def ticked(who: str, habit_id: int, at: datetime, *, amount: int = WHOLE) -> None:
    person = someone(who)
    track = track_to_tick(person, track_of(person, habit_id))
    habits.tick(track, today(person.rhythm, at), by=person, now=at, amount=amount)


def remarked(who: str, habit_id: int, words: Words, now: datetime) -> None:
    """Something is written about yesterday."""
    author = someone(who)
    track = track_to_tick(author, own_track(who, habit_id))
    day = today(author.rhythm, now) - A_DAY
    history.remark(track, day, words.prose[:500], private=False, by=author, now=now)


def answered(words: Words) -> Answers:
    return Answers(
        appreciated=(words.prose.split("\n")[0], words.cue),
        went_well=words.prose,
        closeness=4,
        ratings=tuple((number, number % 5 + 1) for number in range(1, 11)),
        talk_about=words.prose,
        feel_loved=words.cue,
        small_thing=words.habit,
        private_line=words.prose,
    )
