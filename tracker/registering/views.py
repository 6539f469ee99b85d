from flask import Blueprint, render_template, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.accounts import actions, addresses, queries
from tracker.accounts.tokens import new_token
from tracker.domain.links import cut_short
from tracker.domain.registration import Openness
from tracker.extensions import db
from tracker.models import Admission, Person
from tracker.web.clock import now
from tracker.web.fields import NewcomerForm
from tracker.web.language import preferred_first_weekday
from tracker.web.mails import send_mail, sends_mail
from tracker.web.newcomers import IN_USE, count_address_in_use, count_newcomer, who_can_begin
from tracker.web.session import log_in, passwords, secret
from tracker.web.wishes import AN_HOUR, INVITATIONS, led, next_path, onward

bp = Blueprint("registering", __name__)


@bp.route("/register", methods=["GET", "POST"])
def register() -> Response | tuple[str, int]:
    if current_user.is_authenticated:
        return onward(url_for("today.show_now"))
    if not can_begin():
        closed = who_can_begin() is Openness.CLOSED
        return render_template("registering/by_invitation.html", closed=closed), 403
    return registering(None)


@bp.route("/register/<token>", methods=["GET", "POST"])
def register_by_admission(token: str) -> Response | tuple[str, int]:
    """Whoever runs Tend has let somebody in by a link."""
    if current_user.is_authenticated:
        return onward(url_for("today.show_now"))
    admission = queries.admission_by(token, secret(), now())
    if admission is None:
        return render_template("registering/admission_ended.html", cut_short=cut_short(token)), 404
    return registering(admission)


@bp.app_template_global()
def can_begin() -> bool:
    """Whether whoever asks can make an account by themselves: as anybody can, by an invitation that they follow, or since
    they have begun to and look for another address.
    """
    who = who_can_begin()
    return who is Openness.OPEN or (who is Openness.INVITED and is_invited()) or bool(begun_before())


def is_invited() -> bool:
    """Whether somebody follows an invitation that is open."""
    return queries.is_invited(next_path().removeprefix(INVITATIONS), secret(), now())


def registering(admission: Admission | None) -> Response | tuple[str, int]:
    form = NewcomerForm(data=begun_before())
    if form.is_submitted():
        count_newcomer()
    if form.validate_on_submit():
        with form.refusals():
            newcomer = newcomer_in(form)
            if sends_mail():
                return begin_by_mail(newcomer, admission)
            if (person := actions.register_if_free(newcomer, now=now())) is not None:
                return come_in(person, admission)
            count_address_in_use()
            form.email.errors = [IN_USE]
    shown = {"next": next_path(), "sends_mail": sends_mail()}
    return render_template("registering/show.html", form=form, **shown), form.status


def newcomer_in(form: NewcomerForm) -> actions.Newcomer:
    password_hash = passwords().hashed(form.password.data)
    return actions.Newcomer(
        form.name.data, form.email.data, password_hash, form.known_zone, preferred_first_weekday()
    )


def come_in(person: Person, admission: Admission | None) -> Response:
    """Log a newcomer in, who has just chosen their password, and lead them on."""
    if admission is not None:
        actions.use_admission(admission)
    log_in(person, stay=True)
    db.session.commit()
    return onward(url_for("spaces.welcome"), below=INVITATIONS)


def begin_by_mail(newcomer: actions.Newcomer, admission: Admission | None) -> Response:
    """Whoever comes by an invitation or an admission begins at once, all others once they have confirmed their address; so does whoever
    names one that as many have named as are looked at when one logs in.

    Nobody looks here whether it has an account: the mail tells whoever reads what comes there.
    """
    send_mail(actions.CODE, newcomer.email)
    if (admission or is_invited()) and not queries.is_named_by_many(newcomer.email):
        return come_in(actions.register_unconfirmed(newcomer, now=now()), admission)
    if admission is not None:
        actions.use_admission(admission)
    token = new_token()
    addresses.begin(newcomer, token=token, now=now())
    db.session.commit()
    session["registering"] = token
    session.pop("unconfirmed", None)  # somebody else’s, who begins with their password again
    return led(url_for("confirming.confirm"), next_path(), kept_for=AN_HOUR)


def begun_before() -> dict[str, str]:
    """What somebody has said in this browser already, where it waits for a code: they may have mistyped their address."""
    token = session.get("registering", "")
    begun = addresses.begun(token, now()) if token else None
    return {"name": begun.name, "email": begun.email} if begun else {}
