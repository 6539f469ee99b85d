from dataclasses import asdict

from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker import planned
from tracker.appointments import actions, queries
from tracker.appointments.forms import AppointmentForm, BringForm
from tracker.catalogue.beginnings import TO_BRING
from tracker.domain.outings import Wall
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Appointment
from tracker.planned import one_of
from tracker.web.addresses import MOST_PAST, asked_for
from tracker.web.clock import now
from tracker.web.language import said
from tracker.web.notices import notify
from tracker.web.session import me
from tracker.web.writing import clock

bp = Blueprint("appointments", __name__, url_prefix="/help")


@bp.get("/appointments")
@login_required
def show() -> str:
    past = asked_for("past", MOST_PAST)
    page = queries.appointments_page(me(), now(), past=past)
    return render_template("appointments/show.html", page=page, past=past)


@bp.route("/appointments/new", methods=["GET", "POST"])
@login_required
def make() -> Response | tuple[str, int]:
    form = AppointmentForm()
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("appointments.show"), 303)
            made = actions.make(form.meeting(), for_both=form.for_both.data, by=me(), now=now())
            db.session.commit()
            say_written_down(made)
            return redirect(url_for("appointments.show_one", appointment_id=made.id), 303)
    return render_template("appointments/new.html", form=form), form.status


def say_written_down(appointment: Appointment) -> None:
    """Say that it is written down, and kindly where the clocks change on the night of it."""
    shown = queries.shown_to(me(), appointment, now())
    typed = appointment.starts_at
    if typed and shown.begins and shown.wall is Wall.NEVER:
        notify(CLOCKS_GO_FORWARD, typed=clock(typed), meant=clock(shown.begins))
    elif typed and shown.wall is Wall.TWICE:
        notify(CLOCKS_GO_BACK, typed=clock(typed))
    else:
        notify(_("It is written down."))


CLOCKS_GO_FORWARD = _(
    "It is written down. The clocks go forward that night and skip %(typed)s, so it begins at %(meant)s."
)


CLOCKS_GO_BACK = _(
    "It is written down. The clocks go back that night, and %(typed)s comes twice; it begins the first time."
)


@bp.get("/appointments/<id:appointment_id>")
@login_required
def show_one(appointment_id: int) -> str:
    return appointment_page(appointment_id, BringForm(formdata=None))


def appointment_page(appointment_id: int, form: BringForm) -> str:
    page = queries.appointment_page(me(), one_of(me(), Appointment, appointment_id), now())
    there = {each.name for each in page.to_bring}
    return render_template(
        "appointments/appointment.html",
        page=page,
        form=form,
        suggestions=[words for words in map(said, TO_BRING) if words not in there],
    )


@bp.route("/appointments/<id:appointment_id>/edit", methods=["GET", "POST"])
@login_required
def edit(appointment_id: int) -> Response | tuple[str, int]:
    appointment = queries.own_appointment(me(), appointment_id)
    form = AppointmentForm(over=written_down(appointment_id))
    form.own = not appointment.shared
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: written_down(appointment_id))
            actions.change(appointment, form.meeting(), by=me(), now=now())
            db.session.commit()
            say_written_down(appointment)
            return redirect(url_for("appointments.show_one", appointment_id=appointment_id), 303)
    appointment = queries.own_appointment(me(), appointment_id)
    return render_template("appointments/edit.html", form=form, appointment=appointment), form.status


def written_down(appointment_id: int) -> Parts:
    return asdict(queries.meeting_of(queries.own_appointment(me(), appointment_id)))


@bp.post("/appointments/<id:appointment_id>/share")
@login_required
def share(appointment_id: int) -> Response:
    planned.share(queries.own_appointment(me(), appointment_id), by=me())
    db.session.commit()
    undo = url_for("appointments.unshare", appointment_id=appointment_id)
    notify(_("It is there for both of you now."), undo=undo)
    return redirect(url_for("appointments.show_one", appointment_id=appointment_id), 303)


@bp.post("/appointments/<id:appointment_id>/keep")
@login_required
def unshare(appointment_id: int) -> Response:
    actions.unshare(queries.own_appointment(me(), appointment_id), by=me())
    db.session.commit()
    notify(_("It is not shared any more."))
    return redirect(url_for("appointments.show_one", appointment_id=appointment_id), 303)


@bp.post("/appointments/<id:appointment_id>/delete")
@login_required
def remove(appointment_id: int) -> Response:
    planned.remove(queries.own_appointment(me(), appointment_id), by=me(), now=now())
    db.session.commit()
    undo = url_for("appointments.put_back", appointment_id=appointment_id)
    notify(_("The appointment is deleted. Backups forget it within 30 days."), undo=undo)
    return redirect(url_for("appointments.show"), 303)


@bp.post("/appointments/<id:appointment_id>/put-back")
@login_required
def put_back(appointment_id: int) -> Response:
    planned.put_back(queries.own_appointment(me(), appointment_id, deleted=True), by=me(), now=now())
    db.session.commit()
    notify(_("It is back."))
    return redirect(url_for("appointments.show_one", appointment_id=appointment_id), 303)


@bp.post("/appointments/<id:appointment_id>/bring")
@login_required
def bring(appointment_id: int) -> Response | tuple[str, int]:
    appointment = one_of(me(), Appointment, appointment_id)
    form = BringForm()
    if form.validate_on_submit():
        with form.refusals():
            if not form.sent_again():
                actions.bring(form.name.data, appointment, by=me())
                db.session.commit()
            return to_bring(appointment_id)
    return appointment_page(appointment_id, form), form.status


def to_bring(appointment_id: int) -> Response:
    return redirect(url_for("appointments.show_one", appointment_id=appointment_id, _anchor="bring"), 303)


@bp.post("/bring/<id:thing_id>/pack")
@login_required
def pack(thing_id: int) -> Response:
    thing = actions.hold_thing(me(), thing_id)
    actions.pack(thing)
    db.session.commit()
    return to_bring(thing.appointment_id)


@bp.post("/bring/<id:thing_id>/unpack")
@login_required
def unpack(thing_id: int) -> Response:
    thing = actions.hold_thing(me(), thing_id)
    actions.unpack(thing)
    db.session.commit()
    return to_bring(thing.appointment_id)


@bp.post("/bring/<id:thing_id>/delete")
@login_required
def leave_at_home(thing_id: int) -> Response:
    thing = actions.hold_thing(me(), thing_id)
    actions.leave_at_home(thing, now=now())
    db.session.commit()
    notify(
        _("It is off the list. Backups forget it within 30 days."),
        undo=url_for("appointments.bring_after_all", thing_id=thing_id),
    )
    return to_bring(thing.appointment_id)


@bp.post("/bring/<id:thing_id>/put-back")
@login_required
def bring_after_all(thing_id: int) -> Response:
    thing = actions.hold_thing(me(), thing_id, deleted=True)
    actions.bring_after_all(thing, now=now())
    db.session.commit()
    notify(_("It is on the list again."))
    return to_bring(thing.appointment_id)
