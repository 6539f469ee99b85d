"""What people do with a week's check-in.

Sealing is decided while the space is held, so that of two who seal at the same instant the
second sees the first, and both open.
"""

from datetime import date, datetime

from tracker.accounts.room import make_room
from tracker.catalogue.suggestions import strategy_for
from tracker.checkins import queries
from tracker.checkins.parted import refuse_meant_for_another
from tracker.checkins.sheets import answers_in, shut_in, write
from tracker.domain import checkins
from tracker.domain.acknowledgements import CheckInQuestion, answered, shut_for
from tracker.domain.checkins import Answers, CheckInState, Window, window
from tracker.domain.days import is_week, today
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.holding import hold_space
from tracker.models import CheckIn, Habit, Person
from tracker.telling import let_wait, tell


def save(week: date, answers: Answers, *, by: Person, now: datetime) -> CheckIn:
    """Keep a draft as it stands. Once the week has closed what is written is still kept.

    What was sealed with these very answers stays as it is: a form that is sent twice is sent once.
    """
    hold_space(by)
    refuse_week(week, by, now)
    check_in = queries.own_check_in(by, week) or blank(week, by, now)
    refuse_meant_for_another(check_in)
    if checkins.may_write(CheckInState(check_in.state)):
        longer = answers.letters - answers_in(check_in).letters
        make_room(CheckIn, by=by, rows=0, letters=longer)
        write(check_in, answers, now)
    elif answers_in(check_in) != answers:
        raise Refused(_("You have sealed this check-in already. Reopen it to change it."))
    return check_in


def seal(week: date, answers: Answers, *, by: Person, now: datetime) -> CheckIn:
    """Keep the answers and seal them; when the partner's are sealed too, both open at this moment."""
    check_in = save(week, answers, by=by, now=now)
    if check_in.state == CheckInState.DRAFT:
        refuse_seal(week, answers, by, now)
        close(check_in, by, now)
    return check_in


def close(check_in: CheckIn, by: Person, now: datetime) -> None:
    """Let a check-in become what sealing makes of it, and the partner's with it."""
    partners = queries.partners_check_in(by, check_in.week)
    state = checkins.state_once_sealed(alone=by.partner is None, partners=standing(partners, by))
    check_in.state = state
    if state is CheckInState.OPENED and partners is not None and by.partner is not None:
        open_to(check_in, by.partner, now)
        tell(TidingKind.CHECK_IN, check_in.id, by=by, now=now)
        if partners.state == CheckInState.SEALED:
            partners.state = CheckInState.OPENED
            open_to(partners, by, now)
        keep_shut(check_in, partners)


def keep_shut(check_in: CheckIn, partners: CheckIn) -> None:
    """Let stay shut, of what has just opened, whatever was to open only where the other wrote too.

    What stayed shut when it had opened before, in a Tend whose backup was put back since, stays so.
    """
    db.session.flush()
    db.session.refresh(partners)  # until now nobody has looked into it
    for row, other in ((check_in, partners), (partners, check_in)):
        mine = answers_in(row)
        before = set(row.shut) if mine.mutual else set()
        now = shut_for(mine, others=answers_in(other))
        row.shut = [str(each) for each in answered(mine) if each in now or each in before]


def reopen(week: date, *, by: Person, now: datetime) -> None:
    """Take a sealed or kept check-in back into one's hands, as a draft."""
    check_in = own(week, by)
    if check_in.state == CheckInState.DRAFT:
        return
    refuse_brought(check_in)
    if not checkins.may_reopen(CheckInState(check_in.state)):
        raise Refused(_("This check-in has opened for both of you, so it stays as it is."))
    if check_in.state == CheckInState.SEALED and today(by.rhythm, now) > window_of(week, by).closes_on:
        raise Refused(
            _(
                "This week has closed, and a draft of it could not be sealed any more. You can keep it for "
                "yourself, or hand it over."
            )
        )
    check_in.state = CheckInState.DRAFT


def make_private(week: date, *, by: Person, now: datetime) -> CheckInState:
    """Keep a check-in for oneself: the partner does not see it, nor that it was there. Says where it stood before."""
    check_in = own(week, by)
    before = CheckInState(check_in.state)
    if before is CheckInState.KEPT:
        return before
    if not checkins.may_be_private(before):
        raise Refused(_("This check-in has opened for both of you, so it stays as it is."))
    if not check_in.closeness:
        raise Refused(_("One thing is needed to keep it: how close you feel."))
    check_in.state = CheckInState.KEPT
    return before


def seal_again(week: date, *, by: Person, now: datetime) -> CheckIn:
    """Seal what one has kept for oneself, as it was before. It opens if the partner's is sealed by now."""
    check_in = own(week, by)
    refuse_meant_for_another(check_in)
    if check_in.state == CheckInState.KEPT:
        refuse_brought(check_in)
        close(check_in, by, now)
    return check_in


def refuse_brought(check_in: CheckIn) -> None:
    """Turn away what would change words that a file has brought back: whoever held it could have changed them before."""
    if check_in.came_on is not None and check_in.state == CheckInState.KEPT:
        raise Refused(_("This check-in was brought back from a file, so it stays as it is."))


def hand_over(week: date, *, by: Person, now: datetime) -> None:
    """Let the partner read one's sealed check-in, all of it, without waiting for theirs."""
    check_in = own(week, by)
    if check_in.state == CheckInState.OPENED:
        return
    if by.partner is None or not checkins.may_hand_over(CheckInState(check_in.state)):
        raise Refused(_("Only a sealed check-in can be handed over."))
    check_in.state, check_in.mutual, check_in.shut = CheckInState.OPENED, False, []
    open_to(check_in, by.partner, now)
    tell(TidingKind.CHECK_IN, check_in.id, by=by, now=now)


def plant_small_thing(week: date, *, by: Person, now: datetime) -> Habit:
    """Let the small thing of a week become a habit, once. The partner sees it where they can read the check-in."""
    check_in = own(week, by)
    there = check_in.habit_id and db.session.get(Habit, check_in.habit_id)
    if there:
        return there
    if not checkins.may_plant(CheckInState(check_in.state)):
        raise Refused(_("The small thing can become a habit once this check-in has opened."))
    if not check_in.small_thing:
        raise Refused(_("You have not set yourself a small thing in this check-in."))
    opened = by.partner is not None and check_in.opened_to_id == by.partner.id
    read = opened and CheckInQuestion.SMALL_THING not in shut_in(check_in)
    plan = checkins.plan_for(
        check_in.small_thing,
        strategy=strategy_for(check_in.small_thing, "", otherwise=checkins.KEEP_THE_LINES_OPEN),
        starts_on=today(by.rhythm, now),
        private=not read,
    )
    habit = habits.plant(plan, by=by, now=now)
    check_in.habit_id = habit.id
    return habit


def own(week: date, by: Person) -> CheckIn:
    """Somebody's check-in of a week, with the space held so that both act one after the other. Raises `Refused` for none."""
    hold_space(by)
    check_in = queries.own_check_in(by, week)
    if check_in is None:
        raise Refused(_("There is no check-in of yours for this week yet."))
    return check_in


def standing(partners: CheckIn | None, by: Person) -> CheckInState | None:
    """Where the partner's check-in stands for this person; one opened to somebody else does not count."""
    if partners is None or (partners.state == CheckInState.OPENED and partners.opened_to_id != by.id):
        return None
    return CheckInState(partners.state)


def open_to(check_in: CheckIn, reader: Person, now: datetime) -> None:
    """Note down when it opened, and for whom, who sees that once."""
    check_in.opened_at = now
    check_in.opened_to_id = reader.id
    let_wait(reader, TidingKind.OPENING, (check_in.id,), now)


def blank(week: date, by: Person, now: datetime) -> CheckIn:
    """A new draft without answers, where there is room for one more."""
    make_room(CheckIn, by=by)
    check_in = CheckIn(space_id=by.space_id, author_id=by.id, week=week, state=CheckInState.DRAFT)
    write(check_in, Answers(), now)
    db.session.add(check_in)
    return check_in


def refuse_week(week: date, by: Person, now: datetime) -> None:
    """Turn away weeks that are none, and those that have not come; a week gone by can still be a draft."""
    if queries.own_check_in(by, week) is not None:
        return
    partners = queries.partners_check_in(by, week)
    asked = standing(partners, by) in (CheckInState.SEALED, CheckInState.OPENED)
    if not (asked or is_week(week, by.space.weeks)):
        raise Refused(_("None of your weeks begins on this day. Open this week’s check-in again."))
    if today(by.rhythm, now) < window_of(week, by).opens_on:
        raise Refused(_("This week’s check-in opens later in the week. It is not time yet."))


def refuse_seal(week: date, answers: Answers, by: Person, now: datetime) -> None:
    """Turn away what is too early, too late, or without the one answer that is needed. A clock may have jumped."""
    now_on = today(by.rhythm, now)
    if now_on < window_of(week, by).opens_on:
        raise Refused(
            _(
                "This week’s check-in has not opened yet. Your words are kept as a draft, which your partner cannot see."
            )
        )
    if now_on > window_of(week, by).closes_on:
        raise Refused(
            _("This week has closed. Your words are kept as a draft, which your partner cannot see.")
        )
    if not answers.closeness:
        raise Refused(_("One thing is needed to seal it: how close you feel."))


def window_of(week: date, by: Person) -> Window:
    """When a week of somebody's space can be written, and when it closes."""
    return window(week, by.space.weeks)
