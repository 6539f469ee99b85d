from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.accounts.events import clear_events, events_of
from tracker.accounts.keyring import end_key, end_keys, keys_of, other_keys
from tracker.domain.events import KEPT_FOR, SAID, AccountEvent
from tracker.domain.texts import _
from tracker.domain.zones import known_zone
from tracker.extensions import db
from tracker.models import AccountEventRow, Person
from tracker.security.forms import EndKeyForm, ProofForm
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.noting import note
from tracker.web.proof import came_from, proof_required, right_password
from tracker.web.proof import prove as note_proof
from tracker.web.session import me, renew_log_in
from tracker.web.wishes import next_path, onward

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


@bp.route("/proof", methods=["GET", "POST"])
@login_required
def prove() -> Response | tuple[str, int]:
    form = ProofForm()
    if form.validate_on_submit() and right_password(form.password):
        note_proof()
        note(AccountEvent.PROVED, me())
        db.session.commit()
        return onward(url_for("security.show_keys"))
    return render_template("security/proof.html", form=form, next=next_path() or came_from()), form.status
