"""What wants a word before the day: somebody at the door, a farewell, a date that is near, a check-in that is due."""

from collections.abc import Iterable, Iterator

from tracker.dates.queries import ShownOuting
from tracker.domain.milestones import Milestone, sentence_of, to_tell
from tracker.domain.pauses import PausedDays
from tracker.domain.proposals import ASKING
from tracker.domain.states import change_told
from tracker.domain.streaks import Streak
from tracker.domain.texts import Sentence, _
from tracker.habits.circumstances import SeenOffer, SeenProposal
from tracker.today.asking import check_in
from tracker.today.kindness import hard_days_of
from tracker.today.known import DayRead, unshared_count
from tracker.today.reminded import reminded
from tracker.today.rows import Row
from tracker.today.saying import LOOK, SEE, Button, News

TO_WRITE = Button(_("Write for yourself"), "reflections.write", {"topic": "free"})


def news_of(known: DayRead, streak: Streak, rows: Iterable[Row]) -> tuple[News, ...]:
    """All there is to say before a day, in order. For a while after two have parted, nothing that reminds of closeness."""
    return (
        *link_made(known),
        *unconfirmed(known),
        *farewell(known),
        *at_the_door(known),
        *talk(known),
        *map(proposed, known.circumstances.proposals),
        *map(offered, known.circumstances.offers[:1]),
        *reminded(known, rows),
        *(() if known.quiet else of_closeness(known, streak)),
    )


def of_closeness(known: DayRead, streak: Streak) -> Iterator[News]:
    yield from recounted(known)
    yield from map(perhaps_hard, hard_days_of(known))
    yield from unshared(known)
    yield from date_near(known)
    yield from milestone(known, streak)
    yield from check_in(known)


def link_made(known: DayRead) -> Iterator[News]:
    if known.link_made_on:
        words = Sentence(
            _("Whoever runs this Tend has made a link to choose a new password for your account.")
        )
        yield News(words, "lock", on=known.link_made_on, button=Button(LOOK, "settings.secure"))


def unconfirmed(known: DayRead) -> Iterator[News]:
    if known.person.confirmed_at is None:
        words = Sentence(_("Your e-mail address is not confirmed yet."))
        yield News(words, "lock", button=Button(_("Confirm it"), "confirming.confirm"))


def farewell(known: DayRead) -> Iterator[News]:
    """That the other has left: one true sentence, and where one can turn to. Who it was is said that day alone."""
    space = known.person.space
    if space.farewell_told:
        return
    words = Sentence(_("Your partner has left this space. What is yours is still here."))
    if known.on_the_day_of_parting and space.farewell:
        left = _("%(name)s has left this space. What is yours is still here.")
        words = Sentence(left, {"name": space.farewell})
    yield News(
        words,
        first=True,
        links=(Button(_("Places to turn to"), "help.show"), TO_WRITE),
        away=Button(_("Put away"), "spaces.put_farewell_away", sent={}),
    )


def at_the_door(known: DayRead) -> Iterator[News]:
    asking, awaited = known.doorstep.asking, known.doorstep.awaited
    if asking:
        words = Sentence(_("%(name)s would like to join your space."), {"name": asking.guest.name})
        yield News(words, "invite", loud=True, first=True, button=Button(LOOK, "spaces.invite"))
    if awaited:
        words = Sentence(
            _("%(name)s has been asked to let you in. What you set up here comes with you."),
            {"name": awaited.inviter.name},
        )
        yield News(words, "invite", first=True, button=Button(LOOK, "joining.wait"))


def talk(known: DayRead) -> Iterator[News]:
    partner = known.person.partner
    if known.on_today and known.beside.talk_waits and partner:
        words = Sentence(_("%(name)s is ready for a talk, when you are."), {"name": partner.name})
        yield News(words, "talk", loud=True, first=True, button=Button(LOOK, "talk.show"))


def proposed(proposal: SeenProposal) -> News:
    """What the partner proposes for both, to be said yes to or put away; or has changed, to be put away."""
    given = {"proposal_id": proposal.id}
    name = _("Put away") if proposal.what in ASKING else _("All right")
    away = Button(name, "spaces.put_away", given, sent={})
    yes = Button(_("Yes"), "spaces.agree", given, sent={}) if proposal.what in ASKING else None
    return News(symbol="calendar", proposal=proposal, button=yes, away=away)


def offered(offer: SeenOffer) -> News:
    """A pause of the partner's, that can be one's own too."""
    given = {"pause_id": offer.id}
    yes = Button(_("Pause too"), "pauses.accept", given, sent={})
    return News(
        symbol="pause",
        offer=offer,
        button=yes,
        away=Button(_("Put away"), "pauses.put_away", given, sent={}),
    )


def recounted(known: DayRead) -> Iterator[News]:
    """That streaks are counted by new rules, to whom they show another longest one for it."""
    if known.person.recounted_from:
        words = Sentence(change_told(known.person.recounted_from))
        away = Button(_("All right"), "habits.put_recount_away", sent={})
        yield News(words, "streak", away=away)


def perhaps_hard(days: PausedDays) -> News:
    """Quiet days, that can be made a pause of one's own with one tap."""
    sent = {"starts_on": days.starts_on, "ends_on": days.ends_on}
    return News(
        symbol="pause",
        quiet_days=days,
        button=Button(_("Yes, a pause"), "pauses.let_hard_days_count_for_nothing", sent=sent),
        away=Button(_("Put away"), "pauses.put_hard_days_away", sent={}),
    )


def unshared(known: DayRead) -> Iterator[News]:
    count = unshared_count(known)
    if count:
        yield News(symbol="share", count=count, button=Button(_("Share"), "habits.share"))


def date_near(known: DayRead) -> Iterator[News]:
    """A date that is today or tomorrow."""
    shown = known.beside.outing
    if shown is None or not known.on_today:
        return
    title = shown.outing.title
    label = Sentence(_("See it: %(title)s"), {"title": title})
    button = Button(SEE, "dates.show_one", {"outing_id": shown.outing.id}, label=label)
    yield News(day_of(shown, title), "calendar", at=shown.yours or shown.begins, button=button)


def day_of(shown: ShownOuting, title: str) -> Sentence:
    if shown.tonight:
        return Sentence(_("Tonight: %(title)s"), {"title": title})
    if shown.wait == 0:
        return Sentence(_("Today: %(title)s"), {"title": title})
    return Sentence(_("Tomorrow: %(title)s"), {"title": title})


def milestone(known: DayRead, streak: Streak) -> Iterator[News]:
    found = milestone_to_tell(known, streak)
    if found:
        words = sentence_of(found, alone=known.person.partner is None)
        sent = {"kind": found.kind.value, "number": found.number}
        yield News(words, "streak", loud=True, button=Button(_("Lovely"), "milestones.put_away", sent=sent))


def milestone_to_tell(known: DayRead, streak: Streak) -> Milestone | None:
    """The milestone that waits for one today, if any. What one was told of before both were in is not one of two."""
    since = known.company.all_in_since
    told = [each for each, day in known.circumstances.told.items() if day >= since]
    return to_tell(streak, told) if known.on_today else None
