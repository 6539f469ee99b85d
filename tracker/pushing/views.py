from datetime import timedelta
from importlib import import_module

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import login_required
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.events import AccountEvent
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import csrf, db
from tracker.pushing import actions, queries
from tracker.pushing.delivering import Gone, NotNow, PushWords, deliver
from tracker.pushing.forms import SubscriptionForm
from tracker.web.clock import now
from tracker.web.exiting import sent_from_here
from tracker.web.few import the_only_notice
from tracker.web.hosts import SentFromElsewhere, in_use, over_https
from tracker.web.limits import limit
from tracker.web.notices import notify, warn
from tracker.web.session import hold_log_in, me

bp = Blueprint("pushing", __name__, url_prefix="/settings/notices")

AN_HOUR = timedelta(hours=1)
OF_A_NOTICE = _("So a notice looks. This one was sent by you, to this device.")


@bp.get("")
@login_required
def show() -> str:
    return notices_page(SubscriptionForm(formdata=None))


def notices_page(form: SubscriptionForm) -> str:
    there = queries.subscription_here(me())
    possible = over_https() or any(each.loopback for each in in_use())
    return render_template(
        "pushing/show.html",
        form=form,
        on=there is not None,
        known_as=there.endpoint_hash if there else "",
        key=public_key() if possible else "",
    )


def public_key() -> str:
    """By which browsers know that a notice is from this Tend."""
    half: str = import_module("tracker.pushing.sealing").public_half(current_app.config["TEND"].push_key)
    return half


@bp.post("")
@login_required
def switch_on() -> AnyResponse | tuple[str, int]:
    limit("notices", str(me().id), most=30, within=AN_HOUR)
    form = SubscriptionForm()
    with form.refusals():
        if not form.validate():
            raise Refused(actions.NOT_TAKEN)
        hold_log_in(AccountEvent.NOTICES_ON)
        actions.switch_on(form.browser, by=me(), now=now())
        db.session.commit()
        notify(_("Notices are on for this device."))
        return redirect(url_for("pushing.show"), 303)
    return notices_page(form), form.status


@bp.post("/again")
@csrf.exempt
@login_required
def renew() -> Response:
    """The browser has got itself another endpoint, as it does now and then, and its worker says so, which has no token of a
    form. It makes nothing that was not there.
    """
    if not sent_from_here():
        raise SentFromElsewhere
    limit("notices", str(me().id), most=30, within=AN_HOUR)
    form = SubscriptionForm(meta={"csrf": False})
    if queries.subscription_here(me()) is None or not form.validate():
        abort(404)
    hold_log_in(AccountEvent.NOTICES_ON)
    actions.switch_on(form.browser, by=me(), now=now())
    db.session.commit()
    return Response(status=204)


@bp.post("/off")
@login_required
def switch_off() -> AnyResponse:
    actions.switch_off(by=me())
    db.session.commit()
    notify(_("Notices are off for this device."))
    return redirect(url_for("pushing.show"), 303)


@bp.post("/try")
@login_required
def send_one() -> AnyResponse | tuple[str, int]:
    limit("try a notice", str(me().id), most=10, within=AN_HOUR)
    form = SubscriptionForm(formdata=None)
    with form.refusals(), the_only_notice():
        send_here()
        return redirect(url_for("pushing.show"), 303)
    return notices_page(form), form.status


def send_here() -> None:
    """Send one to the device of whoever asks, and say what came of it."""
    there = queries.subscription_here(me())
    words = PushWords(current_app.config["TEND"].called, gettext(OF_A_NOTICE), url_for("pushing.show"))
    db.session.commit()  # nothing is held while a push service takes its time
    if there is None:
        warn(_("Notices are off for this device. Switch them on first."))
        return
    try:
        deliver(
            there,
            words,
            topic="try",
            settings=current_app.config["TEND"],
            now=now(),
            outside=current_app.extensions["outside"],
        )
    except Gone:
        actions.forget(there.id)
        db.session.commit()
        warn(_("This browser takes no notices from here any more. Switch them on again, if you like."))
    except NotNow:
        warn(_("The notice could not be sent just now. Please try it again in a few minutes."))
    else:
        notify(
            _(
                "It is on its way. If it does not appear within a minute, the system may be holding notices back."
            )
        )
