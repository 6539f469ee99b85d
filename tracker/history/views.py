from collections.abc import Iterable
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.remarks import REMARK_LENGTH
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.habits.actions import tick as tick_day
from tracker.habits.actions import untick as untick_day
from tracker.habits.tracks import SeenTrack, amount_on, track_to_tick
from tracker.history import actions
from tracker.history.days import DayPage, day_page
from tracker.history.forms import RemarkForm
from tracker.history.months import SHAPES
from tracker.history.queries import ShownRemark, remarks_on
from tracker.history.years import habit_page
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.overwriting import NOTHING_THERE, amount_over
from tracker.web.seeing import of, seen
from tracker.web.session import me

bp = Blueprint("history", __name__)


@bp.get("/habits/<id:habit_id>")
@login_required
def show(habit_id: int) -> str:
    return year_page(habit_id)


@bp.get("/habits/<id:habit_id>/<year:year>")
@login_required
def show_year(habit_id: int, year: int) -> str:
    return year_page(habit_id, year)


def year_page(habit_id: int, year: int = 0) -> str:
    seen(TidingKind.HABIT, TidingKind.TERMS, TidingKind.BY_NOTE, which=of([habit_id]))
    month = request.args.get("month", 0, type=int)
    page = habit_page(me(), habit_id, now(), year=year, month=month, of=request.args.get("of", ""))
    day = url_for("history.show_day", track_id=page.track.id, day=page.today)
    return render_template(
        "history/show.html",
        page=page,
        person=me(),
        partner=me().partner,
        days=day.removesuffix(str(page.today)),
        shapes=SHAPES,
    )


@bp.route("/tracks/<id:track_id>/days/<day:day>", methods=["GET", "POST"])
@login_required
def show_day(track_id: int, day: date) -> Response | tuple[str, int]:
    if request.method == "GET":
        page = day_page(me(), track_id, day, now())
        return day_shown(page, remark_form(page))
    track = track_to_tick(me(), track_id)
    form = RemarkForm()
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_remarked(remarks_on(me(), track, day)))
            actions.remark(track, day, form.body.data, private=form.private.data, by=me(), now=now())
            db.session.commit()
            notify(_("Your remark is kept."))
            return to_calendar(track, day)
    return day_shown(day_page(me(), track_id, day, now()), form)


@bp.post("/tracks/<id:track_id>/days/<day:day>/remark/delete")
@login_required
def remove_remark(track_id: int, day: date) -> Response:
    removed = actions.remove_remark(track_to_tick(me(), track_id), day, by=me())
    typed = {"body": removed.body} | ({"private": "y"} if removed.private else {})
    db.session.commit()
    address = url_for("history.show_day", track_id=track_id, day=day)
    notify(_("Your remark is deleted."), undo=address, undo_typed=typed)
    return redirect(address, 303)


@bp.post("/tracks/<id:track_id>/days/<day:day>/tick")
@login_required
def tick(track_id: int, day: date) -> Response:
    track = track_to_tick(me(), track_id)
    tick_day(track, day, by=me(), now=now())
    db.session.commit()
    return to_calendar(track, day)


@bp.post("/tracks/<id:track_id>/days/<day:day>/untick")
@login_required
def untick(track_id: int, day: date) -> Response:
    track = track_to_tick(me(), track_id)
    untick_day(track, day, by=me(), now=now())
    db.session.commit()
    return to_calendar(track, day)


@bp.post("/tracks/<id:track_id>/days/<day:day>/amount")
@login_required
def tick_amount(track_id: int, day: date) -> Response:
    track = track_to_tick(me(), track_id)
    tick_day(track, day, by=me(), now=now(), amount=amount_over(amount_on(track, day)))
    db.session.commit()
    return to_calendar(track, day)


def to_calendar(track: SeenTrack, day: date) -> Response:
    """Back to the day in the calendar of its year."""
    anchor = f"day-{day}"
    year = url_for(
        "history.show_year", habit_id=track.habit_id, year=day.year, month=day.month, _anchor=anchor
    )
    return redirect(year, 303)


def day_shown(page: DayPage, form: RemarkForm) -> tuple[str, int]:
    return render_template(
        "history/day.html", page=page, form=form, most=REMARK_LENGTH, person=me(), partner=me().partner
    ), form.status


def remark_form(page: DayPage) -> RemarkForm:
    """As it was written, or empty; on a habit that nobody else sees it is for oneself unless one says otherwise."""
    return RemarkForm(data={"private": not page.habit.shared}, over=as_remarked(page.remarks))


def as_remarked(remarks: Iterable[ShownRemark]) -> Parts:
    """What one has written about a day oneself, if anything."""
    return next(({"body": each.body, "private": each.private} for each in remarks if each.own), NOTHING_THERE)
