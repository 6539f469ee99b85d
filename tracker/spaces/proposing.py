"""Changing the ways of a space: softer counts at once, harder is proposed and counts from the other's yes."""

from datetime import datetime

from sqlalchemy import delete

from tracker.domain.days import today
from tracker.domain.proposals import ASKING, Way, forgotten_before
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.hands import signed
from tracker.holding import afresh, hold_space, hold_with
from tracker.models import Person, Proposal
from tracker.spaces import queries


def shape(
    person: Person, *, name: str, first_weekday: int, check_in_weekday: int, strict: bool, now: datetime
) -> None:
    """Set the space's name and ways. Of two, one alone can make it gentle; strict, and another first weekday, are proposed.

    Weeks lie otherwise once the one that is under way for either has ended.
    """
    hold_space(person)
    space = person.space
    harder = wanted(person, first_weekday=first_weekday, strict=strict) if person.partner else []
    if len(harder) > 1:
        raise Refused(_("One thing at a time, please: strict streaks or another first day of the week."))
    for way, value in harder:
        propose(way, value, by=person, now=now)
    if person.partner:
        first_weekday, strict = space.first_weekday, strict and space.strict
    with signed(space, by=person):
        space.name = name
    if check_in_weekday != space.check_in_weekday:
        tell(Way.CHECK_IN_WEEKDAY, check_in_weekday, by=person, now=now)
    if space.strict and not strict:
        tell(Way.GENTLE, 0, by=person, now=now)
    turn(person, first_weekday, check_in_weekday, now)
    count(person, now, strict=strict)


def wanted(person: Person, *, first_weekday: int, strict: bool) -> list[tuple[Way, int]]:
    """What of it is harder than what both have agreed to."""
    space = person.space
    weekday = [(Way.FIRST_WEEKDAY, first_weekday)] if first_weekday != space.first_weekday else []
    return [*weekday, *([(Way.STRICT, 1)] if strict and not space.strict else [])]


def turn(person: Person, first_weekday: int, check_in_weekday: int, now: datetime) -> None:
    """Let weeks lie otherwise once the one that is under way for either has ended."""
    space = person.space
    latest = max(today(each.rhythm, now) for each in (person, person.partner) if each)
    space.weeks = space.weeks.changed(first_weekday, check_in_weekday, today=latest)


def count(person: Person, now: datetime, *, strict: bool) -> None:
    """Count strictly or gently from the very first day: to go back to gentle gives all back."""
    space = person.space
    if space.strict != strict:
        space.strict = strict
        db.session.flush()
        settle_space(afresh(person), now)


def propose(way: Way, value: int, *, by: Person, now: datetime) -> None:
    """Propose a way for both. What the other proposes already is agreed to by it; the same twice is once."""
    hold_space(by)
    there = queries.open_proposal(by, now)
    if there is not None and (there.what, there.value) == (way, value):
        if there.proposer_id != by.id:
            agree(there, by=by, now=now)
        return
    if there is not None:
        raise Refused(
            _(
                "Something is proposed for the two of you already. Have a look at that first: one thing at a time."
            )
        )
    forget_old(by, now)
    if queries.proposed_lately(way, value, by):
        raise Refused(_("You proposed this not long ago. You can do so again thirty days later."))
    add(way, value, by=by, now=now)


def forget_old(person: Person, now: datetime) -> None:
    old = (Proposal.space_id == person.space_id) & (Proposal.made_at <= forgotten_before(now))
    db.session.execute(delete(Proposal).where(old))


def add(way: Way, value: int, *, by: Person, now: datetime) -> None:
    db.session.add(Proposal(space_id=by.space_id, proposer_id=by.id, what=way, value=value, made_at=now))
    db.session.flush()


def tell(way: Way, value: int, *, by: Person, now: datetime) -> None:
    """Tell the other of what one has changed for both, in place of what they were told of the same before."""
    before = (Proposal.space_id == by.space_id) & (Proposal.what == way)
    db.session.execute(delete(Proposal).where(before))
    if by.partner is not None:
        add(way, value, by=by, now=now)


def agree(proposal: Proposal, *, by: Person, now: datetime) -> None:
    """Say yes to what the other proposes: from then on it counts for both. Saying it twice is saying it once."""
    hold_with(proposal, by)
    if agreed(proposal, by):
        return
    if not queries.is_open(proposal, now):
        raise Refused(_("This is not proposed any more. You can propose it yourself."))
    proposal.ended_at = now
    if proposal.what == Way.STRICT:
        count(by, now, strict=True)
    else:
        turn(by, proposal.value, by.space.check_in_weekday, now)


def agreed(proposal: Proposal, by: Person) -> bool:
    space = by.space
    there = {Way.STRICT: space.strict, Way.FIRST_WEEKDAY: space.first_weekday == proposal.value}
    return proposal.ended_at is not None and there.get(Way(proposal.what), True)


def put_away(proposal: Proposal, *, now: datetime) -> None:
    """Put away what the other proposes or has told. To them it looks like no answer."""
    proposal.put_away_at = proposal.put_away_at or now


def take_back(proposal: Proposal, *, by: Person, now: datetime) -> None:
    """Take back what one has proposed oneself, unless the other has said yes by then."""
    hold_with(proposal, by)
    if proposal.what in ASKING and agreed(proposal, by):
        raise Refused(
            _("Your partner has said yes in the meantime, so it counts. You can change it in the settings.")
        )
    proposal.ended_at = proposal.ended_at or now
