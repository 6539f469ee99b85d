from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta

from flask import Blueprint, redirect, render_template, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.accounts import actions, queries
from tracker.accounts.forms import ForgottenForm, LogInForm, ResetForm
from tracker.accounts.links import NotWhole, held_person_for, person_for
from tracker.domain.events import AccountEvent
from tracker.domain.people import shut
from tracker.domain.refusals import Missing
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Person
from tracker.web.clock import now
from tracker.web.errors import TooManyLogIns
from tracker.web.familiar import know_browser, own_tries
from tracker.web.halfway import begin_halfway
from tracker.web.headers import forgetting
from tracker.web.limits import forget_tries, in_window, limit, network, wrong_tries
from tracker.web.mails import send_mail, sends_mail
from tracker.web.notices import notify
from tracker.web.noting import note, note_wrong_password
from tracker.web.session import log_in as log_in_here
from tracker.web.session import log_out as log_out_here
from tracker.web.session import passwords, secret
from tracker.web.wishes import next_path, onward

bp = Blueprint("accounts", __name__)

A_QUARTER = timedelta(minutes=15)
LOG_IN_AS = "log in as"


@bp.route("/login", methods=["GET", "POST"])
def log_in() -> Response | tuple[str, int]:
    if current_user.is_authenticated:
        return onward(url_for("today.show_now"))
    form = LogInForm(email=session.get("address", ""))
    if form.validate_on_submit():
        address = form.email.data
        locks = locks_here(address)
        with form.refusals(), guesses(address, *locks[0]) as right:
            person, renewed = recognised(locks, form.password.data)
            if person is not None:
                right()
                if shut(person.disabled_at, now()):
                    db.session.commit()
                    return render_template("accounts/shut.html"), 403
                if person.new_password_due:
                    db.session.commit()
                    return ask_for_new_password(person)
                person.password_hash = renewed
                if queries.asks_for_code(person, now()):
                    db.session.commit()
                    begin_halfway(person, stay=form.stay.data, wish=next_path())
                    return redirect(url_for("factors.give_code"), 303)
                log_in_here(person, stay=form.stay.data)
                db.session.commit()
                return onward(url_for("today.show_now"))
            note_wrong_password(locks[-1][0])
            db.session.commit()
            form.password.errors = [_("Address and password do not go together. Have another look at both.")]
    return render_template("accounts/login.html", form=form, next=next_path()), form.status


def locks_here(address: str) -> list[tuple[int, str]]:
    """Which accounts an address can open in this browser, each with its hash; last the one that has it, or nobody's.

    One that nobody has confirmed opens where it was open before, and nowhere else: elsewhere it is as if it were not there.
    """
    known_here = [each for each in queries.unconfirmed_locks(address) if own_tries(*each)]
    return [*known_here[:1], queries.lock_of(address)]


def guesses(address: str, account_id: int, stored: str) -> AbstractContextManager[Callable[[], None]]:
    """Count wrong tries for an account. A browser that was in it before has a count of its own, as long as that lasts."""
    own = own_tries(account_id, stored)
    from_here = in_window(LOG_IN_AS, address, network(), most=10, within=A_QUARTER)
    all_from_here = in_window("log in", network(), most=100, within=A_QUARTER)
    from_anywhere = in_window(LOG_IN_AS, address, most=30, within=A_QUARTER)
    return wrong_tries(own, [from_here, all_from_here, from_anywhere], else_raise=TooManyLogIns)


def recognised(locks: Sequence[tuple[int, str]], password: str) -> tuple[Person | None, str]:
    """Whose password it is, and the hash to keep from now on. Nothing is held while hashing takes its time."""
    costs = queries.password_costs()
    db.session.commit()
    right = [each for each in locks if passwords().right(password, each[1], costs=costs)]
    if not right:
        return None, ""
    account_id, stored = right[0]
    renewed = passwords().hashed(password) if passwords().outdated(password, stored) else stored
    person = queries.person_with(account_id)
    if person is None:
        return None, ""
    hold_space(person)
    return (person, renewed) if person.password_hash == stored else (None, "")


def ask_for_new_password(person: Person) -> Response:
    """Lead to a link by mail; whoever has not confirmed the address does so first, since none can come there."""
    session["address"] = person.email
    notify(
        _(
            "Tend was put back from a backup, and nobody can tell whether you had chosen another password by then. "
            "So please choose a new one, once a mail has shown that it is you."
        )
    )
    if person.confirmed_at is None and sends_mail():
        session["unconfirmed"] = str(person.id)
        send_mail(actions.CODE, person.email)
        db.session.commit()
        return redirect(url_for("confirming.confirm"), 303)
    return redirect(url_for("accounts.forget"), 303)


@bp.post("/logout")
@login_required
def log_out() -> Response:
    log_out_here()
    db.session.commit()
    notify(_("You are logged out."))
    return forgetting(redirect(url_for("today.home"), 303))


@bp.route("/reset", methods=["GET", "POST"])
def forget() -> Response | tuple[str, int]:
    form = ForgottenForm(email=session.get("address", ""))
    if form.validate_on_submit():
        limit("reset", network(), most=20, within=A_QUARTER)
        send_mail(actions.RESET, form.email.data)
        db.session.commit()
        return redirect(url_for("accounts.show_sent"), 303)
    return page_about_mail("accounts/forgotten.html", form=form), form.status


@bp.get("/reset/sent")
def show_sent() -> str:
    return page_about_mail("accounts/sent.html")


@bp.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> Response | tuple[str, int]:
    try:
        person = person_for(token, secret(), now())
    except Missing as ended:
        not_whole = isinstance(ended, NotWhole)
        return render_template("accounts/link_ended.html", not_whole=not_whole), 404
    form = ResetForm(hints=(person.name, person.email))
    if form.validate_on_submit():
        db.session.commit()  # nothing is held while hashing takes its time
        password_hash = passwords().hashed(form.password.data)
        person = held_person_for(token, secret(), now())
        actions.change_password(person, password_hash, now=now())
        note(AccountEvent.RESET, person)
        # In the order in which they are counted, or two would wait for each other.
        forget_tries(LOG_IN_AS, person.email, network())
        forget_tries(LOG_IN_AS, person.email)
        know_browser(person)
        db.session.commit()
        session["address"] = person.email
        notify(_("Your new password is set. Log in with it."))
        return redirect(url_for("accounts.log_in"), 303)
    return render_template("accounts/reset.html", form=form), form.status


def page_about_mail(template: str, **shown: object) -> str:
    return render_template(template, sends_mail=sends_mail(), **shown)
