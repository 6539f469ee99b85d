"""The time that Ada and Ben have."""

from datetime import date, timedelta

from tests.there import there
from tests.world.doing import (
    agreed,
    couple,
    habit_called,
    join_in,
    on,
    person,
    planted,
    remarked,
    ticked,
    wanted,
)
from tests.world.notes import jar_of_both, the_two_reflect, they_write
from tests.world.people import NOW, OPENED_WEEK, SEALED_WEEK, TALK_BEGAN, TALK_VERSION, WITH_BEN
from tests.world.plans import go_out, look_for_help
from tests.world.words import (
    ADA_HEARS,
    ADA_OPENED,
    ADA_SEALED,
    ADAS_PRIVATE,
    ADAS_PRIVATE_CUE,
    ADAS_PRIVATE_REMARK,
    ADAS_REMARK,
    ADAS_WANTS,
    ARCHIVED,
    BEN_HEARS,
    BEN_OPENED,
    BENS_DRAFT,
    BENS_OWN,
    BENS_OWN_DAY,
    BENS_OWN_IDEA,
    BENS_REMARK,
    BENS_WAITING,
    BENS_WANTS,
    COVER,
    EACH,
    EACH_CUE,
    SUMMARY,
    TOGETHER,
    TOPIC,
)
from tracker.checkins import actions as checkins
from tracker.checkins import hearing
from tracker.covers.actions import cover
from tracker.domain.habits import Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import TimesAWeek
from tracker.domain.summaries import LINK_LASTS
from tracker.domain.talk import Act, Phones, Side, TalkPlan
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.ideas import actions as ideas
from tracker.models import (
    Pause,
    SummaryLink,
)
from tracker.pauses import actions as pauses
from tracker.remembered import actions as remembered
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary
from tracker.talk import actions as talks
from tracker.wall import actions as wall


def ben_arrives() -> int:
    at = on(WITH_BEN - timedelta(days=1))
    join_in("ben", at)
    planted(BENS_OWN, by="ben", mode=Mode.ONE, since=WITH_BEN - timedelta(days=1), strategy=6)
    note = wall.write(BENS_WAITING, by=person("ben"), now=at).id
    ideas.put_in(BENS_OWN_IDEA, by=person("ben"), now=at)
    remembered.remember(BENS_OWN_DAY, Yearly(3, 31), by=person("ben"), now=at)
    couple("ada", "ben", on(WITH_BEN))
    habits.share([habit_called(BENS_OWN, "ben")], by=person("ben"), now=on(WITH_BEN))
    return note


def the_time_with_ben() -> dict[str, dict[str, int]]:
    they_grow_habits()
    paused = they_pause()
    go_out()
    look_for_help()
    cover(date(2026, 3, 10), COVER, by=person("ada"), now=on(date(2026, 3, 10)))
    they_check_in()
    about = habit_called(EACH, "ada")
    jar_notes = jar_of_both()
    notes = they_write(about)
    they_talk()
    the_two_reflect()
    return {"notes": notes, "pauses": paused, "jar_notes": jar_notes}


def they_grow_habits() -> None:
    since = date(2026, 2, 16)
    planted(EACH, by="ada", mode=Mode.EACH, since=since, strategy=9, cue=EACH_CUE)
    planted(TOGETHER, by="ben", mode=Mode.TOGETHER, since=since, strategy=3, schedule=TimesAWeek(2))
    planted(ADAS_PRIVATE, by="ada", mode=Mode.ONE, since=since, private=True, cue=ADAS_PRIVATE_CUE)
    planted(ARCHIVED, by="ben", mode=Mode.EACH, since=since, strategy=7)
    ticked(EACH, since, 12, by="ada")
    ticked(EACH, since, 10, by="ben")
    ticked(EACH, date(2026, 3, 2), 9, by="ada")
    ticked(EACH, date(2026, 3, 3), 7, by="ben")
    ticked(TOGETHER, since, 2, by="ada")
    ticked(TOGETHER, date(2026, 3, 2), 3, by="ben")
    ticked(ADAS_PRIVATE, date(2026, 3, 1), 4, by="ada")
    ticked(BENS_OWN, date(2026, 2, 2), 4, by="ben")
    ticked(ARCHIVED, since, 2, by="ben")
    habits.archive(habit_called(ARCHIVED, "ben"), by=person("ben"), now=on(date(2026, 3, 1)))
    remarked(EACH, ADAS_REMARK, by="ada")
    remarked(EACH, BENS_REMARK, by="ben")
    remarked(TOGETHER, ADAS_PRIVATE_REMARK, by="ada", private=True)


def they_pause() -> dict[str, int]:
    """Ben alone, Ada for both, and Ada for a habit of which Ben does not know."""
    now = on(date(2026, 3, 10))
    bens, of_both, private = (
        PausedDays(date(2026, 2, 20), date(2026, 2, 22)),
        PausedDays(date(2026, 2, 28), date(2026, 3, 1)),
        PausedDays(date(2026, 2, 18), date(2026, 2, 19)),
    )
    hers = habit_called(ADAS_PRIVATE, "ada")
    paused = {
        "bens": pauses.pause(bens, both=False, by=person("ben"), now=now).id,
        "both": pauses.pause(of_both, both=True, by=person("ada"), now=now).id,
        "private": pauses.pause(private, both=False, habit=hers, by=person("ada"), now=now).id,
    }
    pauses.accept(there(db.session.get(Pause, paused["both"])), by=person("ben"), now=now)
    return paused


def they_check_in() -> None:
    """A week that has opened, and one that Ada alone has sealed."""
    sunday = on(OPENED_WEEK + timedelta(days=6))
    checkins.seal(OPENED_WEEK, ADA_OPENED, by=person("ada"), now=sunday)
    checkins.seal(OPENED_WEEK, BEN_OPENED, by=person("ben"), now=sunday)
    hearing.hear(OPENED_WEEK, "talk-about", ADA_HEARS, by=person("ada"), now=sunday)
    hearing.hear(OPENED_WEEK, "went-well", BEN_HEARS, by=person("ben"), now=sunday)
    next_sunday = on(SEALED_WEEK + timedelta(days=6))
    checkins.save(SEALED_WEEK, BENS_DRAFT, by=person("ben"), now=next_sunday)
    checkins.seal(SEALED_WEEK, ADA_SEALED, by=person("ada"), now=next_sunday)


def they_talk() -> None:
    """Four minutes ago Ada has begun to talk, and Ben has come."""
    plan = TalkPlan(Phones.TWO, minutes=3, first=Side.HOST, words=TOPIC)
    talks.begin(plan, by=person("ada"), now=TALK_BEGAN)
    talks.tap(Act.COME, TALK_VERSION - 1, by=person("ben"), now=NOW - timedelta(minutes=1))


def the_two_agree() -> None:
    """Ada and Ben have agreed to what they tried, to Ada's trend and to what she wants; there is a link to it, and it was printed."""
    wanted(ADAS_WANTS, by="ada")
    wanted(BENS_WANTS, by="ben")
    for name in ("ada", "ben"):
        for section in ("tried", f"trend-{'me' if name == 'ada' else 'partner'}"):
            agreed(section, by=name)
    agreed("wants-me", by="ada")
    agreed("wants-partner", by="ben")
    agreeing.note_printing(by=person("ada"), now=NOW - timedelta(days=1))
    db.session.add(
        SummaryLink(
            space_id=person("ada").space_id,
            token_hash=summary.hashed(SUMMARY),
            made_at=NOW - timedelta(days=1),
            ends_at=NOW - timedelta(days=1) + LINK_LASTS,
        )
    )
