"""Couples and people alone with something on every page, put into the server's database in one go."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from config import settings_from
from tests.browser.accounts import open_accounts
from tests.browser.couples import COUPLES, EVERYDAY, HOST, OTHER, TALKS, UNBROKEN, Household, Words
from tests.browser.doing import A_WEEK, address_of, answered, ask, meet, move_in, planted, someone
from tests.browser.server import environment_in
from tests.browser.together import live_together
from tests.there import there
from tracker.accounts.queries import person_called
from tracker.app import create_app
from tracker.checkins import actions as checkins
from tracker.checkins.queries import current_week
from tracker.domain.habits import Mode
from tracker.domain.talk import Side, TalkPlan
from tracker.extensions import db
from tracker.jar import actions as jar
from tracker.spaces import actions as spaces
from tracker.talk import actions as talks
from tracker.talk.queries import row_of
from tracker.wall import actions as wall


def furnish(folder: Path, zone: str) -> dict[str, Household]:
    """Let them all move into a folder with tables and nobody in it, and say where their things are, by the couple's key."""
    app = create_app(settings_from(environment_in(folder)))
    with app.app_context():
        begin = datetime.now(UTC) - 3 * A_WEEK
        found = {words.key: live_together(words, begin, zone) for words in COUPLES}
        for who in ("newcomer", "inviting"):
            move_in(who, who.capitalize(), begin, zone)
        somebody_asks(begin, zone)
        one_has_left(begin, zone)
        secret = app.config["SECRET_KEY"]
        invitation = invited(UNBROKEN.names[0], begin, zone, secret=secret)
        links = open_accounts(begin, datetime.now(UTC), zone, secret=secret)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return {key: replace(household, invitation=invitation, links=links) for key, household in found.items()}


def invited(name: str, begin: datetime, zone: str, *, secret: str) -> str:
    """The end of a link by which somebody invites, who lives alone."""
    move_in("host", name, begin, zone)
    return spaces.invite(by=someone("host"), now=datetime.now(UTC), secret=secret).token


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


def bring_talkers(who: str, zone: str) -> None:
    """Let two move in who are in the middle of a talk, if it is one of them whom somebody asks for: most tests ask for none."""
    couple, _, rest = who.partition("-")
    words, key = next((each for each in COUPLES if each.key == couple), None), rest.partition("-")[0]
    if words and key in TALKS and not person_called(address_of(who)):
        talk(words, key, datetime.now(UTC) - 3 * A_WEEK, zone)


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
