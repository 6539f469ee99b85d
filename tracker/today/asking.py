"""Whether the page of a day says that a check-in waits, and how."""

from collections.abc import Iterator

from tracker.domain.checkins import CheckInState, lived_in
from tracker.domain.days import ONE_DAY
from tracker.domain.texts import Sentence, _
from tracker.models import Person
from tracker.today.beside import Beside
from tracker.today.known import DayRead
from tracker.today.saying import SEE, Button, News

DAYS_TO_SETTLE_IN = 3


def check_in(known: DayRead) -> Iterator[News]:
    """That one's own check-in is sealed, or that there is one to write."""
    found, partner = known.beside, known.person.partner
    if not known.on_today:
        return
    if found.own is CheckInState.SEALED:
        yield News(that_it_is_sealed(partner), "sealed", button=to_check_in(SEE, known))
    elif found.own in (None, CheckInState.DRAFT) and asks_for_check_in(known):
        name = _("Go on") if found.own else _("Begin")
        yield News(
            what_waits(found, partner),
            "check-in",
            button=to_check_in(name, known),
            away=Button(_("Not this week"), "today.put_check_in_away", sent={"week": known.week}),
        )


def asks_for_check_in(known: DayRead) -> bool:
    """Whether a check-in is asked for: not in somebody's first days here, nor once they have put that week's away."""
    person = known.person
    settled_in = known.today >= person.joined_on + DAYS_TO_SETTLE_IN * ONE_DAY
    waits = check_in_due(known) or known.beside.partners is not None
    return waits and settled_in and person.check_in_put_away != known.week


def that_it_is_sealed(partner: Person | None) -> Sentence:
    if partner is None:
        return Sentence(_("Your check-in is sealed."))
    return Sentence(_("Your check-in is sealed, and opens with %(name)s’s."), {"name": partner.name})


def to_check_in(name: str, known: DayRead) -> Button:
    return Button(name, "checkins.show", {"week": known.week})


def check_in_due(known: DayRead) -> bool:
    """Whether it is time to look back: there is something that one does, and one has lived some of the week here."""
    weeks, since = known.company.weeks, known.person.joined_on
    return bool(known.habits) and lived_in(known.week, weeks, since=since)


def what_waits(found: Beside, partner: Person | None) -> Sentence:
    if partner and found.partners is CheckInState.SEALED:
        return Sentence(_("%(name)s’s check-in is sealed. It opens with yours."), {"name": partner.name})
    if found.own is CheckInState.DRAFT:
        return Sentence(_("Your check-in waits as a draft."))
    return Sentence(_("Time for the week’s check-in, when you have ten quiet minutes."))
