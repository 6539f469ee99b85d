from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.accounts.events import clear_events, events_of
from tracker.accounts.keyring import end_key, end_keys, keys_of, other_keys
from tracker.domain.events import KEPT_FOR, SAID, AccountEvent
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.domain.zones import known_zone
from tracker.extensions import db
from tracker.models import AccountEventRow, Person
from tracker.security.forms import EndKeyForm, LockForm
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.locking import choose_to_lock, lock
from tracker.web.log_ins import renew_log_in
from tracker.web.notices import notify
from tracker.web.noting import note
from tracker.web.proof import (
    PASSWORD,
    empty_form,
    fulfilled,
    proof_form,
    proof_page,
    proof_required,
    right_password,
    right_second_step,
    wish_sent,
)
from tracker.web.proof import prove as note_proof
from tracker.web.session import me

bp = Blueprint("security", __name__, url_prefix="/settings")


class ShownEvent(NamedTuple):
    """Something that happened to an account, by the clocks where its owner is."""

    said: str
    at: datetime
    times: int
    browser: str
    system: str

    @property
    def day(self) -> date:
        """The date on the wall calendar, which is not always the day that somebody lives."""
        return self.at.date()


def shown(row: AccountEventRow, person: Person) -> ShownEvent:
    at = row.at.astimezone(ZoneInfo(known_zone(person.zone)))
    return ShownEvent(SAID[AccountEvent(row.kind)], at, row.times, row.browser, row.system)


@bp.get("/log")
@login_required
@proof_required
def show_log() -> str:
    kept_since = now() - KEPT_FOR
    events = [shown(each, me()) for each in events_of(me()) if each.at > kept_since]
    return render_template("security/log.html", events=events, days=KEPT_FOR.days)


@bp.post("/log/clear")
@login_required
@proof_required
def clear_log() -> Response:
    clear_events(me())
    db.session.commit()
    notify(_("The list is empty."))
    return redirect(url_for("security.show_log"), 303)


@bp.get("/keys")
@login_required
@proof_required
def show_keys() -> str:
    keys = keys_of(me(), now())
    return render_template("security/keys.html", keys=keys, others=other_keys(keys), partner=me().partner)


@bp.post("/keys/end")
@login_required
@proof_required
def end_one_key() -> Response:
    end_key(EndKeyForm().key.data, by=me(), now=now())
    note(AccountEvent.ENDED, me())
    db.session.commit()
    notify(_("It has ended. Nobody gets in with it any more."))
    return redirect(url_for("security.show_keys"), 303)


@bp.post("/keys/end-all")
@login_required
@proof_required
def end_all_keys() -> Response:
    end_keys(me(), now(), but=me().token)
    note(AccountEvent.ENDED, me())
    renew_log_in()
    db.session.commit()
    notify(_("All of them have ended. Only this browser is still logged in."))
    return redirect(url_for("security.show_keys"), 303)


@bp.route("/lock", methods=["GET", "POST"])
@login_required
@proof_required
def choose_lock() -> Response | tuple[str, int]:
    form = LockForm(over=as_chosen())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_chosen)
            choose_to_lock(me(), locks=form.locks.data)
            db.session.commit()
            notify(_("Saved."))
            return redirect(url_for("security.choose_lock"), 303)
    return render_template("security/lock.html", form=form), form.status


def as_chosen() -> Parts:
    return {"locks": me().locks}


@bp.post("/lock/now")
@login_required
def lock_now() -> Response:
    lock(me())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/lock/stay")
@login_required
def stay_open() -> Response:
    """A page says by itself that somebody is there; that it was touched is noted with each thing that is sent."""
    return Response(status=204)


@bp.route("/proof", methods=["GET", "POST"])
@login_required
def prove() -> Response | tuple[str, int]:
    wish = wish_sent()
    if request.method == "POST" and PASSWORD not in request.form:  # a page asks for it by a button
        return proof_page(empty_form(), wish), 200
    form = proof_form()
    if form.validate_on_submit() and right_password(form.password) and right_second_step(form):
        note_proof()
        note(AccountEvent.PROVED, me())
        db.session.commit()
        return fulfilled(wish, url_for("security.show_keys"))
    return proof_page(form, wish), form.status
