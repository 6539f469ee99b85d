"""Couples and people alone with something on every page, put into the server's database in one go."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from config import settings_from
from tests.browser.server import environment_in
from tests.pictures import LANDSCAPE, PANORAMA, PORTRAIT, colourful, file_of, pictures
from tests.there import there
from tests.world import PASSWORD_HASH
from tracker.accounts.actions import Newcomer, register
from tracker.accounts.queries import person_called
from tracker.app import create_app
from tracker.appointments import actions as appointments
from tracker.checkins import actions as checkins
from tracker.checkins import hearing
from tracker.checkins.queries import current_week
from tracker.dates import actions as dates
from tracker.domain.appointments import Meeting
from tracker.domain.checkins import Answers
from tracker.domain.days import today
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan, Preparer
from tracker.domain.pauses import PausedDays
from tracker.domain.pictures import Drawn, Enclosed
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry, look
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import DAILY, OnWeekdays, Schedule, TimesAWeek
from tracker.domain.summaries import LINK_LASTS, WANTS_LENGTH
from tracker.domain.talk import Act, Phones, Side, TalkPlan
from tracker.domain.terms import WHOLE
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habits_of
from tracker.habits.settling import settle_space
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.holding import afresh
from tracker.ideas import actions as ideas
from tracker.jar import actions as jar
from tracker.models import Habit, Person, SummaryLink
from tracker.pauses import actions as pauses
from tracker.reflections import actions as reflections
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary
from tracker.talk import actions as talks
from tracker.talk.queries import row_of
from tracker.wall import actions as wall

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Words:
    """What two people are called, and what they call things."""

    key: str
    names: tuple[str, str]
    space: str
    habit: str
    cue: str
    prose: str


EVERYDAY = Words(
    "everyday",
    ("Robin", "Sasha"),
    "Our kitchen table",
    "Thank your partner for one exact thing",
    "Before the light goes out",
    "You took the early train so that we had the evening. I saw it.\n\nThank you. 💛",
)
# Nothing of this has a place to wrap at; each is as long as a form takes.
UNBROKEN = Words(
    "unbroken",
    ("Maximiliana" * 2 + "MaxAnna.", "W" * 30),
    "Wohngemeinschaft" * 5,
    "Feierabendspaziergang" * 5 + "zu-zweit-immer.",
    "Abendbrotabräumen" * 7,
    "Donaudampfschifffahrtsgesellschaft" * 9,
)
STRANGE = Words(
    "strange",
    ("👩🏽‍❤️‍💋‍👨🏿", "شهرزاد بنت عبد الرحمن"),
    "הבית של שנינו",
    "نشرب الشاي معًا كل مساء 🫖👨‍👩‍👧‍👦🏳️‍🌈 قبل النوم",
    "אחרי ארוחת הערב",
    "شكرًا لأنك انتظرتني.\n👩‍❤️‍👨🧑🏿‍🤝‍🧑🏻🫶🏽\nתודה.",
)
COUPLES = (EVERYDAY, UNBROKEN, STRANGE)

HOST, OTHER = "one", "other"
# How far the talks of some couples have come: on how many phones, and who has tapped what.
TALKS: dict[str, tuple[Phones, tuple[tuple[str, Act], ...]]] = {
    "awaited": (Phones.TWO, ()),
    "speaking": (Phones.TWO, ((OTHER, Act.COME),)),
    "heard": (Phones.TWO, ((OTHER, Act.COME), (HOST, Act.SAID))),
    "resting": (Phones.TWO, ((OTHER, Act.COME), (OTHER, Act.REST))),
    "thanked": (Phones.TWO, ((OTHER, Act.COME), (HOST, Act.SAID), (HOST, Act.MEANT), (OTHER, Act.END))),
    "passing": (Phones.ONE, ()),
    "passed": (Phones.ONE, ((HOST, Act.SAID),)),
}


@dataclass(frozen=True)
class Household:
    """Where the things of one couple are."""

    habit: int
    track: int
    measured: int
    measured_track: int
    private: int
    archived: int
    note: int
    reflection: int
    shared: int
    look: int
    outing: int
    been: int
    remembered: int
    appointment: int
    summary: str
    week: str
    earlier_week: str
    year: int
    before: str
    long_before: str
    invitation: str = ""


def address_of(who: str) -> str:
    """The address of somebody by their name here, or the whole address that was given."""
    return who if "@" in who else f"{who}@example.org"


def furnish(folder: Path, zone: str) -> dict[str, Household]:
    """Let them all move into a folder with tables and nobody in it, and say where their things are, by the couple's key."""
    app = create_app(settings_from(environment_in(folder)))
    with app.app_context():
        begin = datetime.now(UTC) - 3 * A_WEEK
        found = {words.key: live_together(words, begin, zone) for words in COUPLES}
        for words in COUPLES:
            for key in TALKS:
                talk(words, key, begin, zone)
        for who in ("newcomer", "inviting"):
            move_in(who, who.capitalize(), begin, zone)
        somebody_asks(begin, zone)
        one_has_left(begin, zone)
        invitation = invited(UNBROKEN.names[0], begin, zone, secret=app.config["SECRET_KEY"])
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return {key: replace(household, invitation=invitation) for key, household in found.items()}


def invited(name: str, begin: datetime, zone: str, *, secret: str) -> str:
    """The end of a link by which somebody invites, who lives alone."""
    move_in("host", name, begin, zone)
    return spaces.invite(by=someone("host"), now=datetime.now(UTC), secret=secret).token


def move_in(who: str, name: str, at: datetime, zone: str) -> Person:
    return register(Newcomer(name, address_of(who), PASSWORD_HASH, zone, 0), now=at)


def someone(who: str) -> Person:
    """Somebody as they are now."""
    db.session.flush()
    db.session.expire_all()
    return afresh(there(person_called(address_of(who))))


def meet(host: str, guest: str, at: datetime) -> None:
    ask(host, guest, at)
    inviter = someone(host)
    spaces.welcome(there(asking(inviter)).invitation, by=inviter, now=at)


def ask(host: str, guest: str, at: datetime) -> None:
    key = spaces.invite(by=someone(host), now=at, secret="furnishing")
    spaces.ask_to_join(there(spaces.invitation_for(key.token, "furnishing")), by=someone(guest), now=at)


def somebody_asks(begin: datetime, zone: str) -> None:
    move_in("asked", "Kim", begin, zone)
    move_in("waiting", "Noor", begin, zone)
    wall.write(EVERYDAY.prose, by=someone("asked"), now=begin)
    wall.write("Abendbrotabräumen" * 12, by=someone("asked"), now=begin)
    jar.put_in(EVERYDAY.prose, by=someone("asked"), now=begin)
    ask("asked", "waiting", datetime.now(UTC))


def one_has_left(begin: datetime, zone: str) -> None:
    move_in("staying", "Toni", begin, zone)
    move_in("leaving", "Uli", begin, zone)
    meet("staying", "leaving", begin)
    planted("staying", EVERYDAY, begin)
    spaces.leave(by=someone("leaving"), now=begin + A_WEEK)
    now = datetime.now(UTC)
    checkins.seal(current_week(someone("staying"), now), answered(EVERYDAY), by=someone("staying"), now=now)


def talk(words: Words, key: str, begin: datetime, zone: str) -> None:
    """Another couple of the same names, in the middle of a talk."""
    phones, taps = TALKS[key]
    now = datetime.now(UTC)
    one, other = (f"{words.key}-{key}-{side}" for side in (HOST, OTHER))
    for who, name in zip((one, other), words.names, strict=True):
        move_in(who, name, begin, zone)
    meet(one, other, begin)
    for mode in (Mode.TOGETHER, Mode.EACH):
        planted(one, words, begin, strategy=2, mode=mode)
    plan = TalkPlan(phones, minutes=10, first=Side.HOST, words=words.prose)
    talks.begin(plan, by=someone(one), now=now)
    for side, act in taps:
        tapper = someone(f"{words.key}-{key}-{side}")
        talks.tap(act, there(row_of(tapper)).version, by=tapper, now=now)


def live_together(words: Words, begin: datetime, zone: str) -> Household:
    """Three weeks of two people, who have come as far as this week's check-in: one has sealed it, one has not."""
    one, other = f"{words.key}-one", f"{words.key}-other"
    now = datetime.now(UTC)
    for who, name in zip((one, other), words.names, strict=True):
        move_in(who, name, begin, zone)
    someone(one).space.name = words.space
    meet(one, other, begin)
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
        ticked(one, measured, now - n * A_DAY, amount=(n + 1) * 4000)
    remarked(one, habit, words, now)
    unshared = planted(one, words, begin, strategy=1)
    habit_of(one, unshared).shared = False
    day = today(someone(one).rhythm, now)
    pauses.pause(PausedDays(day + 3 * A_DAY, day + 5 * A_DAY), both=True, by=someone(one), now=now)
    pauses.pause(PausedDays(day - 9 * A_DAY, day - 9 * A_DAY), both=False, by=someone(other), now=now)
    week = current_week(someone(one), now)
    for who in (one, other):
        checkins.seal(week - A_WEEK, answered(words), by=someone(who), now=now - A_WEEK)
    for who, question in ((one, "talk-about"), (other, "went-well"), (other, "small-thing")):
        hearing.hear(week - A_WEEK, question, words.prose[:500], by=someone(who), now=now)
    checkins.plant_small_thing(week - A_WEEK, by=someone(other), now=now)
    checkins.seal(week, answered(words), by=someone(one), now=now)
    checkins.save(week, replace(answered(words), closeness=0), by=someone(other), now=now)
    for size in (LANDSCAPE, PANORAMA):
        wall.write(words.prose, by=someone(other), now=now - A_DAY, strategy=9, enclosed=sight(words, size))
    for n in range(18):
        wall.write(
            (words.habit, words.prose)[n % 3 == 0], by=someone((one, other)[n % 2]), now=begin + n * A_DAY / 2
        )
    thanked = wall.write(
        words.prose,
        by=someone(one),
        now=now,
        habit=habit_of(one, habit),
        enclosed=sight(words, PORTRAIT),
    )
    wall.react(thanked, "heart", by=someone(other), now=now)
    for who in (one, other):
        jar.put_in(words.prose, by=someone(who), now=now - A_DAY)
    jar.open_one(by=someone(one), now=now)
    wall.answer(thanked, words.prose[:300], by=someone(other), now=now)
    wall.pin(thanked, by=someone(one), now=now)
    outing, been, remembered = go_out(one, words, day, now)
    appointment = find_help(one, words, day, now)
    agree(one, other, words, now)
    db.session.flush()
    own, from_outside, shared = reflected(words, one, other, now)
    return Household(
        habit=habit,
        track=own_track(one, habit),
        measured=measured,
        measured_track=own_track(one, measured),
        private=private,
        archived=archived,
        note=thanked.id,
        reflection=own,
        look=from_outside,
        shared=shared,
        outing=outing,
        been=been,
        remembered=remembered,
        appointment=appointment,
        summary=secret_of(words),
        week=str(week),
        earlier_week=str(week - A_WEEK),
        year=(week - A_WEEK).year,
        before=str(day - A_DAY),
        long_before=str(day - 60 * A_DAY),
    )


def sight(words: Words, size: tuple[int, int]) -> Enclosed:
    """A picture, and what is to be seen on it."""
    return Enclosed(drawn_once(size), words.cue)


@cache
def drawn_once(size: tuple[int, int]) -> Drawn:
    return pictures.drawn(file_of(colourful(size)))


def go_out(who: str, words: Words, day: date, now: datetime) -> tuple[int, int, int]:
    """A date tomorrow, one that has been, one that waits for a word, a day to remember and an idea in the jar; three by their ids."""
    whole = OutingPlan(
        words.habit, day + A_DAY, time(19, 30), 90, words.cue, Preparer.PARTNER, note=words.prose
    )
    planned = [
        dates.plan(each, by=someone(who), now=now) for each in (whole, replace(whole, day=day - A_DAY))
    ]
    been = dates.plan(replace(whole, day=day - A_WEEK, starts_at=None), by=someone(who), now=now)
    dates.finish(been, words.prose.split("\n")[0], by=someone(who), now=now)
    ideas.put_in(words.habit, by=someone(who), now=now)
    yearly = remembered.remember(
        words.habit, Yearly((day + A_WEEK).month, (day + A_WEEK).day, 2014), by=someone(who), now=now
    )
    return planned[0].id, been.id, yearly.id


def find_help(who: str, words: Words, day: date, now: datetime) -> int:
    """Three appointments: one to come for both, by its id, one of one's own, and one that has been."""
    whole = Meeting(words.habit, day + A_WEEK, time(17, 15), words.cue[:200], words.cue[:200], words.prose)
    made = appointments.make(whole, for_both=True, by=someone(who), now=now)
    for name in (words.habit, words.cue[:120]):
        thing = appointments.bring(name, made, by=someone(who))
    appointments.pack(thing)
    for each in (replace(whole, day=day - A_DAY), Meeting(words.habit, day)):
        appointments.make(each, for_both=False, by=someone(who), now=now)
    return made.id


def agree(one: str, other: str, words: Words, now: datetime) -> None:
    """All that both can agree to but what the other wants, who has shown it; printed yesterday, and with a link."""
    db.session.flush()
    settle_space(someone(one), now)
    for who in (one, other):
        agreeing.want(words.prose[:WANTS_LENGTH], by=someone(who), now=now)
        agreed(who, "wants-me", now)
    for who, names in (
        (one, ("tried", "trend-me", "trend-partner")),
        (other, ("tried", "trend-me", "trend-partner", "wants-partner")),
    ):
        for name in names:
            agreed(who, name, now)
    agreeing.note_printing(by=someone(one), now=now - A_DAY)
    space_id, token = someone(one).space_id, secret_of(words)
    db.session.add(
        SummaryLink(
            space_id=space_id, token_hash=summary.hashed(token), made_at=now, ends_at=now + LINK_LASTS
        )
    )


def agreed(who: str, name: str, now: datetime) -> None:
    """Somebody agrees to a section as it reads now."""
    agreer = someone(who)
    section = summary.section_for(agreer, name)
    agreeing.agree(section, seen=summary.contents_for(agreer, now).reading(section), by=agreer, now=now)


def secret_of(words: Words) -> str:
    return f"the-secret-of-the-{words.key}-ones"


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
    owner_id = someone(who).id
    return next(each.id for each in habit_of(who, habit_id).tracks if each.owner_id in (None, owner_id))


def ticked(who: str, habit_id: int, at: datetime, *, amount: int = WHOLE) -> None:
    person = someone(who)
    track = track_to_tick(person, own_track(who, habit_id))
    habits.tick(track, today(person.rhythm, at), by=person, now=at, amount=amount)


def remarked(who: str, habit_id: int, words: Words, now: datetime) -> None:
    """Something is written about yesterday."""
    author = someone(who)
    track = track_to_tick(author, own_track(who, habit_id))
    day = today(author.rhythm, now) - A_DAY
    history.remark(track, day, words.prose[:500], private=False, by=author, now=now)


def reflected(words: Words, one: str, other: str, now: datetime) -> tuple[int, int, int]:
    """One keeps a reflection and has looked from outside, and the other shares one."""
    guided = entry(Topic.MONEY, words.prose, title=words.cue[:120], prompt="money-me-night")
    from_outside = look(words.prose, (words.prose, words.cue, words.habit))
    own = reflections.write(guided, by=someone(one), now=now).id
    seen_from_outside = reflections.write(from_outside, by=someone(one), now=now).id
    shared = reflections.write(entry(Topic.FREE, words.prose), by=someone(other), now=now).id
    reflections.share(shared, by=someone(other), now=now)
    return own, seen_from_outside, shared


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
