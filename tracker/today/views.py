from dataclasses import replace
from datetime import date
from typing import assert_never

from flask import Blueprint, make_response, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.catalogue.strategies import STRATEGIES, reminder_of
from tracker.domain.refusals import Missing, Refused
from tracker.domain.tidings import Tiding, TidingKind
from tracker.extensions import db
from tracker.today import actions, kept, order, queries
from tracker.web.addresses import back, redirect_to
from tracker.web.clock import now
from tracker.web.keeping import WHOSE, whose
from tracker.web.notices import warn
from tracker.web.parts import asks_for_part
from tracker.web.seeing import of, seen, tell_here
from tracker.web.session import me

bp = Blueprint("today", __name__)

SHOWN_WHOLE = 200  # letters of a note that waited: a longer one goes on in its place


@bp.get("/")
def home() -> str | Response:
    if current_user.is_authenticated:
        return page(None)
    return render_template("today/landing.html", strategies=STRATEGIES)


@bp.get("/today")
@login_required
def show_now() -> str | Response:
    return page(None)


@bp.get("/today/<day:day>")
@login_required
def show(day: date) -> str | Response:
    return page(day)


@bp.get("/today/kept")
def show_kept() -> Response:
    """For workers alone, which keep it for when there is no network; not there where nothing may be kept."""
    if not whose():
        raise Missing("anything to be kept")
    page = kept.kept_today(me(), now())
    shown = render_template("today/kept.html", page=page, person=me(), partner=me().partner, kept=True)
    return make_response(shown, {WHOSE: whose()})


@bp.post("/today/check-in/put-away")
@login_required
def put_check_in_away() -> Response:
    actions.put_check_in_away(day_in(request.form.get("week", "")), by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.get("/today/order")
@login_required
def show_order() -> str:
    return render_template("today/order.html", habits=order.own_habits(me()), partner=me().partner)


@bp.post("/today/order/<id:habit_id>/up")
@login_required
def move_up(habit_id: int) -> Response:
    return moved(habit_id, -1)


@bp.post("/today/order/<id:habit_id>/down")
@login_required
def move_down(habit_id: int) -> Response:
    return moved(habit_id, 1)


def moved(habit_id: int, steps: int) -> Response:
    order.move(habit_id, steps, by=me())
    db.session.commit()
    return back(url_for("today.show_order"), anchor=f"habit-{habit_id}")


def day_in(text: str) -> date | None:
    """The date that a form of ours sends; none of anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def place_of(tiding: Tiding) -> str:
    """Where something that was done for one is to be seen."""
    match tiding.kind:
        case TidingKind.HEARD | TidingKind.CHECK_IN:
            return url_for("checkins.show", week=tiding.day)
        case TidingKind.HABIT | TidingKind.TERMS | TidingKind.BY_NOTE:
            return url_for("history.show", habit_id=tiding.thing_id)
        case TidingKind.REFLECTION:
            return url_for("reflections.read", reflection_id=tiding.thing_id)
        case TidingKind.DATE:
            return url_for("dates.show_one", outing_id=tiding.thing_id)
        case TidingKind.NOTE | TidingKind.REACTION | TidingKind.ANSWER:
            return url_for("wall.show_one", note_id=tiding.thing_id)
        case TidingKind.NUDGE:
            return "#nudge"
        case TidingKind.OPENING:
            raise ValueError("nobody is told of an opening: their check-in shows it")
        case _:
            assert_never(tiding.kind)


def page(day: date | None) -> str | Response:
    try:
        shown = queries.today_page(me(), day, now())
    except Refused as no:
        warn(no.sentence, **no.values)
        return redirect_to(url_for("today.show_now"))
    if shown.head.day == shown.head.today:
        tell_here(told_elsewhere=shown.told_elsewhere)
        show_nudge(shown)
    week = shown.strip[0].day
    reminder = reminder_of(week) if shown.head.day == week and not shown.quiet else None
    return render_template(
        "today/show.html",
        person=me(),
        partner=me().partner,
        reminder=reminder,
        place_of=place_of,
        **({"page": shown} | welcome_in(shown)),
    )


def show_nudge(shown: queries.TodayPage) -> None:
    """Note that a nudge is seen where the whole page tells of it: a script takes from one only what is there already."""
    if shown.tidings.nudged and not asks_for_part():
        seen(TidingKind.NUDGE)


def welcome_in(shown: queries.TodayPage) -> dict[str, object]:
    """The welcome of somebody who joined today, with the note that waited; one that is shown whole has been seen.

    A note that is told of alone stands in the welcome, and is not said to have come beside it.
    """
    head, person = shown.head, me()
    if not person.partner or not person.joined_on == head.day == head.today:
        return {"welcome": False}
    note = next((each for each in shown.tidings.told if each.tiding.kind is TidingKind.NOTE), None)
    if note is None:
        return {"welcome": True, "welcome_note": None}
    if len(note.tiding.name) <= SHOWN_WHOLE:
        seen(TidingKind.NOTE, which=of([note.tiding.thing_id]))
    if not note.several:
        beside = tuple(each for each in shown.tidings.told if each is not note)
        shown = replace(shown, tidings=replace(shown.tidings, told=beside))
    return {"page": shown, "welcome": True, "welcome_note": note.tiding, "most_shown": SHOWN_WHOLE}
