"""What Ada and Ben have written to each other and for themselves."""

from datetime import date, timedelta

from tests.moments import AN_INSTANT
from tests.world.doing import (
    on,
    person,
    reflected,
    sight,
)
from tests.world.people import NOW
from tests.world.words import (
    ADA_TO_BEN,
    ADAS_DELETED,
    ADAS_DELETED_REFLECTION,
    ADAS_LOOK,
    ADAS_LOOK_ANSWER,
    ADAS_REFLECTION,
    ADAS_REFLECTION_TITLE,
    ADAS_SHARED,
    ADAS_TAKEN_BACK,
    BEN_ANSWERS,
    BEN_TO_ADA,
    BENS_BEGUN,
    BENS_JAR,
    BENS_REFLECTION,
    BENS_SHARED,
    DELETED_SIGHT,
    JAR_OPENED,
    JAR_UNOPENED,
    SEEN_BY_BOTH,
)
from tracker.domain.drafts import DraftKind
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry, look
from tracker.jar import actions as jar
from tracker.models import Habit
from tracker.reflections import actions as reflections
from tracker.wall import actions as wall
from tracker.wall import drafts


def they_write(about: Habit) -> dict[str, int]:
    """What they write each other on the wall; Ada has deleted one of hers."""
    ada_to_ben = wall.write(
        ADA_TO_BEN, by=person("ada"), now=on(date(2026, 3, 3)), habit=about, enclosed=sight(SEEN_BY_BOTH)
    )
    read_on = on(date(2026, 3, 3))
    wall.react(ada_to_ben, "heart", by=person("ben"), now=read_on)
    wall.answer(ada_to_ben, BEN_ANSWERS, by=person("ben"), now=read_on)
    wall.pin(ada_to_ben, by=person("ben"), now=read_on)
    ben_to_ada = wall.write(BEN_TO_ADA, by=person("ben"), now=on(date(2026, 3, 4)), strategy=9)
    deleted = wall.write(
        ADAS_DELETED, by=person("ada"), now=NOW - timedelta(hours=2), enclosed=sight(DELETED_SIGHT)
    )
    wall.remove(deleted, now=NOW - timedelta(hours=1))
    return {ADA_TO_BEN: ada_to_ben.id, BEN_TO_ADA: ben_to_ada.id, ADAS_DELETED: deleted.id}


def jar_of_both() -> dict[str, int]:
    """Ada has put two notes into the jar, of which Ben has opened one; Ben has put in one, and begun another."""
    texts = ((JAR_OPENED, "ada"), (JAR_UNOPENED, "ada"), (BENS_JAR, "ben"))
    ids = {
        body: jar.put_in(body, by=person(name), now=on(date(2026, 3, 1)) + number * AN_INSTANT).id
        for number, (body, name) in enumerate(texts)
    }
    jar.open_one(by=person("ben"), now=on(date(2026, 3, 5)))
    drafts.keep(BENS_BEGUN, DraftKind.JAR_NOTE, by=person("ben"))
    return ids


def the_two_reflect() -> None:
    begun = on(date(2026, 3, 5))
    guided = entry(Topic.WORK, ADAS_REFLECTION, title=ADAS_REFLECTION_TITLE, prompt="work-me-left")
    reflections.write(guided, by=person("ada"), now=begun)
    reflected(ADAS_SHARED, by="ada", now=begun + AN_INSTANT, shared=True)
    taken_back = reflected(ADAS_TAKEN_BACK, by="ada", now=begun + 2 * AN_INSTANT, shared=True)
    reflections.take_back(taken_back, by=person("ada"))
    from_outside = look(ADAS_LOOK, (ADAS_LOOK_ANSWER, "", ""))
    reflections.write(from_outside, by=person("ada"), now=on(date(2026, 3, 6)))
    deleted = reflected(ADAS_DELETED_REFLECTION, by="ada", now=begun, shared=True)
    reflections.remove(deleted, by=person("ada"), now=NOW - timedelta(hours=1))
    reflected(BENS_REFLECTION, by="ben", now=begun)
    reflected(BENS_SHARED, by="ben", now=begun + AN_INSTANT, shared=True)
