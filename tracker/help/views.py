from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.dates.actions import Overtaken, put_back, remove, share
from tracker.dates.queries import deleted_one_of, one_of
from tracker.domain.appointments import TO_BRING, Meeting
from tracker.domain.checkins import STATEMENTS
from tracker.domain.drafts import stamp as drafted
from tracker.domain.outings import Wall
from tracker.domain.places import KIND_NAMES, Place, countries_in, places_for
from tracker.domain.stamps import stamp
from tracker.domain.strategies import strategy
from tracker.domain.summaries import LINK_LASTS, Part, Section
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.help import actions, agreeing, queries, summary
from tracker.help.forms import AgreeForm, AppointmentForm, BringForm, WantsForm
from tracker.help.places import country_of
from tracker.models import Appointment
from tracker.web.clock import now
from tracker.web.filters import asks_for_part, clock
from tracker.web.language import country_name, preferred_country, said
from tracker.web.limits import limit
from tracker.web.notices import notify
from tracker.web.session import me

AN_HOUR = timedelta(hours=1)
TOKEN = "summary"  # noqa: S105 - where the session keeps it until it is shown

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
def show() -> str:
    """For guests as well; that somebody looks is kept nowhere."""
    places: tuple[Place, ...] = current_app.extensions["places"]
    countries = sorted((country_name(code), code) for code in countries_in(places))
    country = country_asked_for()
    return render_template(
        "help/show.html",
        places=places_for(places, country),
        kind_names=KIND_NAMES,
        countries=countries,
        country=country if country in countries_in(places) else "",
    )


def country_asked_for() -> str:
    """The one that was chosen, else the one in which somebody lives by the clock or by the browser's language."""
    if "country" in request.args:
        return request.args["country"][:2].upper()
    home = country_of(me().zone) if current_user.is_authenticated else ""
    return home or preferred_country()


@bp.get("/appointments")
@login_required
def list_appointments() -> str:
    return render_template("help/appointments.html", page=queries.appointments_page(me(), now()))


@bp.route("/appointments/new", methods=["GET", "POST"])
@login_required
def make_appointment() -> Response | tuple[str, int]:
    form = AppointmentForm()
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("help.list_appointments"), 303)
            made = actions.make(form.meeting(), for_both=form.for_both.data, by=me(), now=now())
            db.session.commit()
            say_written_down(made)
            return redirect(url_for("help.show_appointment", appointment_id=made.id), 303)
    return render_template("help/new_appointment.html", form=form), form.status


def say_written_down(appointment: Appointment) -> None:
    """Say that it is written down, and kindly where the clocks change on the night of it."""
    shown = queries.shown_to(me(), appointment, now())
    if shown.begins and shown.wall is Wall.NEVER:
        notify(CLOCKS_GO_FORWARD, typed=clock(appointment.starts_at), meant=clock(shown.begins))
    elif shown.wall is Wall.TWICE:
        notify(CLOCKS_GO_BACK, typed=clock(appointment.starts_at))
    else:
        notify(_("It is written down."))


CLOCKS_GO_FORWARD = _(
    "It is written down. The clocks go forward that night and pass over %(typed)s, so it begins at %(meant)s."
)
CLOCKS_GO_BACK = _(
    "It is written down. The clocks go back that night, and %(typed)s comes twice; it begins at the first."
)


@bp.get("/appointments/<id:appointment_id>")
@login_required
def show_appointment(appointment_id: int) -> str:
    return appointment_page(appointment_id, BringForm(formdata=None))


def appointment_page(appointment_id: int, form: BringForm) -> str:
    page = queries.appointment_page(me(), one_of(me(), Appointment, appointment_id), now())
    there = {each.name for each in page.to_bring}
    return render_template(
        "help/appointment.html",
        page=page,
        form=form,
        suggestions=[words for words in map(said, TO_BRING) if words not in there],
    )


@bp.route("/appointments/<id:appointment_id>/edit", methods=["GET", "POST"])
@login_required
def edit_appointment(appointment_id: int) -> Response | tuple[str, int]:
    appointment = one_of(me(), Appointment, appointment_id)
    there = queries.meeting_of(appointment)
    form = AppointmentForm(data=asdict(there))
    if not form.is_submitted():
        form.seen.data = stamp(there)
    theirs: Mapping[str, object] = {}
    if form.validate_on_submit():
        with form.refusals():
            try:
                actions.change(appointment, form.meeting(), seen=form.seen.data or "", by=me(), now=now())
            except Overtaken:
                theirs = what_it_says_now(form, queries.meeting_of(appointment))
                raise
            db.session.commit()
            say_written_down(appointment)
            return redirect(url_for("help.show_appointment", appointment_id=appointment_id), 303)
    appointment = one_of(me(), Appointment, appointment_id)
    return render_template(
        "help/edit_appointment.html", form=form, appointment=appointment, theirs=theirs
    ), form.status


def what_it_says_now(form: AppointmentForm, there: Meeting) -> Mapping[str, object]:
    """The parts that somebody else has changed; sent once more, the form has seen them."""
    changed = {part: getattr(there, part) for part in form.unlike(there)}
    form.seen.data = stamp(there)
    return changed


@bp.post("/appointments/<id:appointment_id>/share")
@login_required
def share_appointment(appointment_id: int) -> Response:
    share(one_of(me(), Appointment, appointment_id), by=me())
    db.session.commit()
    undo = url_for("help.keep_appointment_alone", appointment_id=appointment_id)
    notify(_("It is there for both of you now."), undo=undo)
    return redirect(url_for("help.show_appointment", appointment_id=appointment_id), 303)


@bp.post("/appointments/<id:appointment_id>/keep")
@login_required
def keep_appointment_alone(appointment_id: int) -> Response:
    actions.keep_alone(one_of(me(), Appointment, appointment_id), by=me())
    db.session.commit()
    notify(_("It is only yours again."))
    return redirect(url_for("help.show_appointment", appointment_id=appointment_id), 303)


@bp.post("/appointments/<id:appointment_id>/delete")
@login_required
def remove_appointment(appointment_id: int) -> Response:
    remove(one_of(me(), Appointment, appointment_id), by=me(), now=now())
    db.session.commit()
    undo = url_for("help.put_appointment_back", appointment_id=appointment_id)
    notify(_("The appointment is deleted."), undo=undo)
    return redirect(url_for("help.list_appointments"), 303)


@bp.post("/appointments/<id:appointment_id>/put-back")
@login_required
def put_appointment_back(appointment_id: int) -> Response:
    put_back(deleted_one_of(me(), Appointment, appointment_id), now=now())
    db.session.commit()
    notify(_("It is back."))
    return redirect(url_for("help.show_appointment", appointment_id=appointment_id), 303)


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
    return redirect(url_for("help.show_appointment", appointment_id=appointment_id, _anchor="bring"), 303)


@bp.post("/bring/<id:thing_id>/pack")
@login_required
def pack(thing_id: int) -> Response:
    thing = queries.thing_to_bring(me(), thing_id)
    actions.pack(thing)
    db.session.commit()
    return to_bring(thing.appointment_id)


@bp.post("/bring/<id:thing_id>/unpack")
@login_required
def unpack(thing_id: int) -> Response:
    thing = queries.thing_to_bring(me(), thing_id)
    actions.unpack(thing)
    db.session.commit()
    return to_bring(thing.appointment_id)


@bp.post("/bring/<id:thing_id>/delete")
@login_required
def leave_at_home(thing_id: int) -> Response:
    thing = queries.thing_to_bring(me(), thing_id)
    actions.leave_at_home(thing, now=now())
    db.session.commit()
    notify(_("It stays at home."), undo=url_for("help.bring_after_all", thing_id=thing_id))
    return to_bring(thing.appointment_id)


@bp.post("/bring/<id:thing_id>/put-back")
@login_required
def bring_after_all(thing_id: int) -> Response:
    thing = queries.thing_to_bring(me(), thing_id, deleted=True)
    actions.bring_after_all(thing, now=now())
    db.session.commit()
    notify(_("It is on the list again."))
    return to_bring(thing.appointment_id)


@bp.get("/summary")
@login_required
def summarise() -> str:
    return summary_page(None)


def summary_page(form: WantsForm | None) -> str:
    page = summary.summary_page(me(), now())
    form = form or WantsForm(formdata=None, words=page.contents.wants.get(me().id, ""))
    form.seen.data = drafted(page.own_saved_at)
    token = session.pop(TOKEN) if TOKEN in session else ""
    current = page.link is not None and page.link.token_hash == summary.hashed(token)
    return render_template(
        "help/summary.html",
        page=page,
        form=form,
        partner=me().partner,
        link=link_to(token) if current else "",
        lasts=LINK_LASTS.days,
        strategy=strategy,
        statements=STATEMENTS,
    )


def link_to(token: str) -> str:
    """The whole address of the summary."""
    return str(current_app.config["TEND"].public_url) + url_for("help.show_summary", token=token)


@bp.post("/summary/wants")
@login_required
def want() -> Response | tuple[str, int]:
    form = WantsForm()
    if form.validate_on_submit():
        with form.refusals():
            wants = agreeing.want(form.words.data, seen=form.seen.data or "", by=me(), now=now())
            if "agree" in request.form:
                own = Section(Part.WANTS, me().id)
                agreeing.agree(own, seen=wants.seal, by=me(), now=now())
            db.session.commit()
            if asks_for_part():
                return Response(status=204, headers={"Tend-Saved": drafted(wants.saved_at)})
            notify(AGREED if "agree" in request.form else SAVED)
            return to_section("wants-me")
    return summary_page(form), form.status


SAVED = _("Saved. Only you can read it, until you agree to it yourself.")
AGREED = _("You have agreed. You can take it back at any time.")


def to_section(name: str) -> Response:
    return redirect(url_for("help.summarise", _anchor=name), 303)


@bp.post("/summary/<section>/agree")
@login_required
def agree(section: str) -> Response:
    about = summary.section_for(me(), section)
    agreeing.agree(about, seen=AgreeForm().seen.data or "", by=me(), now=now())
    db.session.commit()
    notify(AGREED, undo=url_for("help.take_back", section=section))
    return to_section(section)


@bp.post("/summary/<section>/take-back")
@login_required
def take_back(section: str) -> Response:
    agreeing.take_back(summary.section_for(me(), section), by=me())
    db.session.commit()
    notify(_("Taken back. It is out of the summary from this moment on."))
    return to_section(section)


@bp.get("/summary/paper")
@login_required
def show_paper() -> str:
    return paper_page(summary.paper_for(me(), now()), link=False)


@bp.post("/summary/paper")
@login_required
def print_out() -> Response:
    agreeing.note_printing(by=me(), now=now())
    db.session.commit()
    return redirect(url_for("help.show_paper"), 303)


@bp.post("/summary/link")
@login_required
def make_link() -> Response:
    limit("summary", str(me().id), most=20, within=AN_HOUR)
    token = agreeing.link(by=me(), now=now())
    db.session.commit()
    session[TOKEN] = token
    return to_section("link")


@bp.post("/summary/link/end")
@login_required
def end_link() -> Response:
    agreeing.end_link(by=me())
    db.session.commit()
    session.pop(TOKEN, None)
    notify(_("The link has ended. Whoever has it finds nothing there any more."))
    return to_section("link")


@bp.get("/shown/<token>")
def show_summary(token: str) -> str:
    """For whoever has the link, which is the key; that it was opened is kept nowhere."""
    return paper_page(summary.paper_behind(token, now()), link=True)


def paper_page(paper: summary.Paper, *, link: bool) -> str:
    return render_template(
        "help/paper.html", paper=paper, link=link, strategy=strategy, statements=STATEMENTS
    )
