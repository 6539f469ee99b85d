from collections.abc import Callable

from flask import Blueprint, current_app, redirect, render_template, session, url_for
from flask_login import current_user, login_required
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup
from werkzeug.exceptions import abort
from werkzeug.wrappers import Response

from tracker.accounts.actions import LOST
from tracker.domain.events import AccountEvent
from tracker.domain.factors import Judged, plain_digits
from tracker.domain.refusals import Missing
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.factors import actions, queries
from tracker.factors.codes import (
    new_recovery_codes,
    new_secret,
    picture_for_app,
    readable_secret,
    recovery_hash,
)
from tracker.factors.forms import AppCodeForm, FirstCodeForm, LostForm, RecoveryForm
from tracker.factors.links import person_who_lost
from tracker.models import CodeApp, Person
from tracker.web.clock import now
from tracker.web.codes import right_code, right_recovery_code, why
from tracker.web.halfway import Halfway, halfway
from tracker.web.mails import send_mail, sends_mail
from tracker.web.notices import notify, warn
from tracker.web.noting import note
from tracker.web.proof import proof_required
from tracker.web.session import hold_log_in, log_in, me, secret

bp = Blueprint("factors", __name__)

SECONDS_TO_SCAN = 3600


@bp.route("/login/code", methods=["GET", "POST"])
def give_code() -> Response | tuple[str, int]:
    half, form = come_halfway(), AppCodeForm()
    if form.validate_on_submit() and right_code(form.code, half.person, lambda: used(half, form)):
        return come_in(half)
    return render_template("factors/code.html", form=form), form.status


def come_halfway() -> Halfway:
    """Who has come halfway in this browser; everybody else is led to where that begins."""
    if current_user.is_authenticated:
        abort(redirect(url_for("today.show_now"), 303))
    half = halfway()
    if half is None:
        if session.pop("half", ""):
            warn(_("That took a little long. Please begin with your password again."))
        abort(redirect(url_for("accounts.log_in"), 303))
    return half


def used(half: Halfway, form: AppCodeForm) -> Judged:
    return actions.use_code(half.person, form.code.data, now=now())


def come_in(half: Halfway) -> Response:
    log_in(half.person, stay=half.stay)
    db.session.commit()
    return redirect(half.wish or url_for("today.show_now"), 303)


@bp.route("/login/recovery", methods=["GET", "POST"])
def recover() -> Response | tuple[str, int]:
    half, form = come_halfway(), RecoveryForm()
    if form.validate_on_submit():
        salt = queries.salt_of(half.person)
        db.session.commit()  # nothing is held while hashing takes its time
        code_hash = recovery_hash(form.code.data, salt)
        if right_recovery_code(
            form.code, half.person, lambda: actions.use_recovery_code(half.person, code_hash)
        ):
            note(AccountEvent.RECOVERED, half.person)
            answer = come_in(half)
            notify(_("That recovery code is used up. How many are left stands in the settings, under codes."))
            return answer
    app = queries.code_app_of(half.person)
    mailed = sends_mail() and half.person.confirmed_at is not None
    stays = app is not None and app.stays
    return render_template("factors/recovery.html", form=form, stays=stays, mailed=mailed), form.status


def second_step(person: Person, typed: str) -> Callable[[], Judged]:
    """What uses up a code of somebody's, of either kind, once it is called. Commits."""
    salt = queries.salt_of(person)
    db.session.commit()  # nothing is held while hashing takes its time
    code_hash = "" if plain_digits(typed).isdecimal() else recovery_hash(typed, salt)
    return lambda: actions.use_either(person, typed, code_hash, now=now())


@bp.post("/login/lost")
def ask_by_mail() -> Response:
    half = come_halfway()
    send_mail(LOST, half.person.email)
    db.session.commit()
    notify(_("If the last such mail is older than a quarter of an hour, one is on its way to your address."))
    return redirect(url_for("factors.recover"), 303)


@bp.route("/login/lost/<token>", methods=["GET", "POST"])
def lose(token: str) -> Response | tuple[str, int]:
    try:
        person = person_who_lost(token, secret())
    except Missing:
        return render_template("factors/lost.html", form=None, ends_on=None), 404
    form = LostForm()
    if form.validate_on_submit():
        with form.refusals():
            actions.lose(person, now=now())
            db.session.commit()
    return render_template("factors/lost.html", form=form, ends_on=person.codes_end_on), form.status


@bp.get("/settings/codes")
@login_required
@proof_required
def show_codes() -> str:
    app = queries.code_app_of(me())
    return app_page(app) if app else setting_up(FirstCodeForm(formdata=None, waiting=sealed(new_secret())))


def app_page(app: CodeApp) -> str:
    return render_template("factors/on.html", app=app, left=queries.recovery_count(me()))


def setting_up(form: FirstCodeForm) -> str:
    secret = unsealed(form.waiting.data)
    picture = Markup(picture_for_app(secret, me().email))  # noqa: S704 - made by segno alone
    return render_template("factors/set_up.html", form=form, picture=picture, secret=readable_secret(secret))


@bp.post("/settings/codes")
@login_required
@proof_required
def switch_on() -> Response | tuple[str, int]:
    form = FirstCodeForm()
    secret = unsealed(form.waiting.data)
    if not secret:
        warn(_("That took a little long. Here is a new secret: scan this one."))
        return redirect(url_for("factors.show_codes"), 303)
    if form.validate_on_submit():
        found, step = actions.judge(secret, form.code.data, now=now())
        if found is Judged.RIGHT:
            recovery = new_recovery_codes()
            hold_log_in(AccountEvent.CODES_ON)
            actions.switch_on(me(), secret, step, recovery, now=now())
            db.session.commit()
            return render_template("factors/recovery_codes.html", codes=recovery.codes, begins=True), 200
        form.code.errors = [why(found, me())]  # type: ignore[list-item]
    return setting_up(form), form.status


@bp.post("/settings/codes/recovery")
@login_required
@proof_required
def renew_recovery_codes() -> tuple[str, int]:
    actions.own_app(me())
    db.session.commit()  # nothing is held while hashing takes its time
    recovery = new_recovery_codes()
    hold_log_in(AccountEvent.RECOVERY_MADE)
    actions.take_recovery_codes(me(), recovery)
    db.session.commit()
    return render_template("factors/recovery_codes.html", codes=recovery.codes, begins=False), 200


@bp.post("/settings/codes/off")
@login_required
@proof_required
def switch_off() -> Response:
    actions.switch_off(me())
    note(AccountEvent.CODES_OFF, me())
    db.session.commit()
    notify(_("No code is asked for any more. Delete the entry in your app as well."))
    return redirect(url_for("factors.show_codes"), 303)


@bp.post("/settings/codes/stop")
@login_required
@proof_required
def stop_losing() -> Response:
    actions.keep(me())
    note(AccountEvent.CODES_KEPT, me())
    db.session.commit()
    notify(_("It is stopped. Codes stay as they are."))
    return redirect(url_for("factors.show_codes"), 303)


@bp.post("/settings/codes/stay")
@login_required
@proof_required
def let_stay() -> Response:
    return chosen(stays=True)


@bp.post("/settings/codes/let-go")
@login_required
@proof_required
def let_go() -> Response:
    return chosen(stays=False)


def chosen(*, stays: bool) -> Response:
    actions.let_stay(me(), stays=stays)
    db.session.commit()
    notify(_("Saved."))
    return redirect(url_for("factors.show_codes"), 303)


def sealed(of_app: str) -> str:
    """A secret that waits for its first code, for this person alone."""
    return sealer().dumps([me().id, of_app])


def unsealed(waiting: str) -> str:
    """The secret that waits; nothing once that was too long ago, or where we did not make it for whoever asks."""
    try:
        person_id, secret = sealer().loads(waiting, max_age=SECONDS_TO_SCAN)
    except (BadData, ValueError, TypeError):
        return ""
    return str(secret) if person_id == me().id else ""


def sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="code app")
