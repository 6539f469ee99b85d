from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker import planned
from tracker.catalogue.guide.time import TIME
from tracker.catalogue.ideas import IDEAS, NAMES, idea_called
from tracker.dates import actions, queries
from tracker.dates.forms import DoneForm, OutingForm, as_planned
from tracker.dates.ticking import counting
from tracker.domain.days import today
from tracker.domain.ideas import MINUTES
from tracker.domain.outings import LENGTH_NAMES, REPEAT_NAMES, OutingState, Wall
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.models import Outing, OwnIdea
from tracker.web.addresses import MOST_PAST, asked_for
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.overwriting import NOTHING_THERE
from tracker.web.seeing import of, seen
from tracker.web.session import me
from tracker.web.writing import clock

bp = Blueprint("dates", __name__, url_prefix="/dates")


@bp.get("")
@login_required
def show() -> str:
    past = asked_for("past", MOST_PAST)
    instant = now()
    idea = IDEAS[today(me().rhythm, instant).toordinal() % len(IDEAS)]
    return render_template(
        "dates/show.html",
        page=queries.dates_page(me(), instant, past=past),
        past=past,
        idea=idea,
        names=NAMES,
    )


@bp.route("/new", methods=["GET", "POST"])
@login_required
def plan() -> Response | tuple[str, int]:
    form = outing_form(data=begun())
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("dates.show"), 303)
            outing = actions.plan(form.plan(), by=me(), now=now())
            db.session.commit()
            say_planned(outing)
            return redirect(url_for("dates.show_one", outing_id=outing.id), 303)
    return render_template("dates/new.html", form=form), form.status


def begun() -> Mapping[str, object]:
    """What a new date begins with: an idea of ours, one from the jar, or nothing."""
    slug = request.args.get("idea", "")
    ours = idea_called(slug)
    if ours is not None:
        return {"title": gettext(ours.title), "note": gettext(ours.text), "minutes": MINUTES[ours.length]}
    number = slug.removeprefix("own-")
    if number != slug and number.isascii() and number.isdigit() and len(number) < 19:
        return {"title": planned.one_of(me(), OwnIdea, int(number)).title}
    return {}


def say_planned(outing: Outing) -> None:
    """Say that it is planned, and kindly where the clocks change on the night of it."""
    shown = queries.shown_to(me(), outing, outing.day)
    typed = outing.starts_at
    if typed and shown.begins and shown.wall is Wall.NEVER:
        notify(CLOCKS_GO_FORWARD, typed=clock(typed), meant=clock(shown.begins))
    elif typed and shown.wall is Wall.TWICE:
        notify(CLOCKS_GO_BACK, typed=clock(typed))
    else:
        notify(_("“%(title)s” is planned."), title=outing.title)


CLOCKS_GO_FORWARD = _(
    "It is planned. The clocks go forward that night and skip %(typed)s, so it begins at %(meant)s."
)
CLOCKS_GO_BACK = _(
    "It is planned. The clocks go back that night, and %(typed)s comes twice; it begins the first time."
)


@bp.get("/<id:outing_id>")
@login_required
def show_one(outing_id: int) -> str:
    seen(TidingKind.DATE, which=of([outing_id]))
    return outing_page(outing_id, DoneForm(over=said_of(outing_id), formdata=None))


def said_of(outing_id: int) -> Parts:
    """What was said of a date, if anything was."""
    line = planned.one_of(me(), Outing, outing_id).line
    return {"line": line} if line else NOTHING_THERE


def outing_page(outing_id: int, form: DoneForm) -> str:
    outing = planned.one_of(me(), Outing, outing_id)
    instant = now()
    return render_template(
        "dates/outing.html",
        shown=queries.shown_to(me(), outing, today(me().rhythm, instant)),
        form=form,
        lengths=LENGTH_NAMES,
        repeats=REPEAT_NAMES,
        habits=counting(me(), outing, instant) if outing.state == OutingState.DONE else (),
        about=f"strategy-{TIME.number}",
        copied=planned.copy_mark(outing, me()),
    )


@bp.route("/<id:outing_id>/edit", methods=["GET", "POST"])
@login_required
def edit(outing_id: int) -> Response | tuple[str, int]:
    outing = planned.one_of(me(), Outing, outing_id)
    form = outing_form(over=planned_now(outing_id))
    form.own = not outing.shared
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: planned_now(outing_id))
            actions.change(outing, form.plan(), by=me(), now=now())
            db.session.commit()
            say_planned(outing)
            return redirect(url_for("dates.show_one", outing_id=outing_id), 303)
    outing = planned.one_of(me(), Outing, outing_id)
    return render_template("dates/edit.html", form=form, outing=outing), form.status


def planned_now(outing_id: int) -> Parts:
    outing = planned.one_of(me(), Outing, outing_id)
    return as_planned(queries.plan_of(outing, me()), outing.state)


@bp.post("/<id:outing_id>/off")
@login_required
def call_off(outing_id: int) -> Response:
    outing = planned.one_of(me(), Outing, outing_id)
    actions.call_off(outing, by=me(), now=now())
    db.session.commit()
    undo = url_for("dates.plan_again", outing_id=outing_id)
    notify(_("“%(title)s” is called off."), title=outing.title, undo=undo)
    return redirect(url_for("dates.show"), 303)


@bp.post("/<id:outing_id>/again")
@login_required
def plan_again(outing_id: int) -> Response:
    outing = planned.one_of(me(), Outing, outing_id)
    actions.plan_again(outing, by=me(), now=now())
    db.session.commit()
    notify(_("“%(title)s” is planned."), title=outing.title)
    return redirect(url_for("dates.show_one", outing_id=outing_id), 303)


@bp.post("/<id:outing_id>/done")
@login_required
def finish(outing_id: int) -> Response | tuple[str, int]:
    outing = planned.one_of(me(), Outing, outing_id)
    form = DoneForm()
    form.own = not outing.shared
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: said_of(outing_id))
            before = actions.finish(outing, form.line.data, by=me(), now=now())
            db.session.commit()
            say_finished(outing, before)
            return redirect(url_for("dates.show_one", outing_id=outing_id), 303)
    return outing_page(outing_id, form), form.status


def say_finished(outing: Outing, before: OutingState) -> None:
    """Say that it has been, or that the line of one that had been is kept; only the first can be undone."""
    if before is OutingState.DONE:
        notify(_("Your line is kept."))
    else:
        undo = url_for("dates.plan_again", outing_id=outing.id)
        notify(_("Good that you took the time. “%(title)s” is kept."), title=outing.title, undo=undo)


@bp.post("/<id:outing_id>/share")
@login_required
def share(outing_id: int) -> Response:
    actions.share(planned.one_of(me(), Outing, outing_id), by=me(), now=now())
    db.session.commit()
    notify(planned.SHARED)
    return redirect(url_for("dates.show_one", outing_id=outing_id), 303)


@bp.post("/<id:outing_id>/delete")
@login_required
def remove(outing_id: int) -> Response:
    outing = planned.one_of(me(), Outing, outing_id)
    planned.remove(outing, by=me(), now=now())
    db.session.commit()
    undo = url_for("dates.put_back", outing_id=outing_id)
    notify(_("“%(title)s” is deleted. Backups forget it within 30 days."), title=outing.title, undo=undo)
    return redirect(url_for("dates.show"), 303)


@bp.post("/<id:outing_id>/put-back")
@login_required
def put_back(outing_id: int) -> Response:
    planned.put_back(planned.deleted_one_of(me(), Outing, outing_id), by=me(), now=now())
    db.session.commit()
    notify(_("It is back."))
    return redirect(url_for("dates.show_one", outing_id=outing_id), 303)


def outing_form(**shown: Mapping[str, object]) -> OutingForm:
    form = OutingForm(**shown)
    partner = me().partner
    form.offer(partners_name=partner.name if partner else "")
    return form
