from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from importlib import import_module

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.calendars import actions, queries
from tracker.calendars.forms import CalendarForm
from tracker.domain.calendars import NAME, NEUTRAL_NAME, NEUTRAL_TITLES, CalendarEntry, EntryKind, neutral
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Feed
from tracker.web.addresses import public_address
from tracker.web.clock import now
from tracker.web.limits import limit
from tracker.web.notices import notify
from tracker.web.overwriting import NOTHING_THERE
from tracker.web.proof import proof_required
from tracker.web.session import hold_log_in, me

bp = Blueprint("calendars", __name__, url_prefix="/dates/feed")

AN_HOUR = timedelta(hours=1)
TOKEN = "calendar"  # noqa: S105 - where the session keeps it until it is shown


@bp.get("")
@login_required
def show() -> str:
    return calendar_page(CalendarForm(formdata=None, over=as_entitled(queries.feed_of(me()))))


def as_entitled(feed: Feed | None) -> Parts:
    return {"neutral": feed.neutral} if feed else NOTHING_THERE


def calendar_page(form: CalendarForm) -> str:
    feed = queries.feed_of(me())
    token = session.pop(TOKEN) if TOKEN in session else ""
    current = feed is not None and feed.token_hash == queries.hashed(token)
    return render_template(
        "calendars/show.html", feed=feed, form=form, link=link_to(token) if current else ""
    )


def link_to(token: str) -> str:
    """The whole address of a calendar."""
    return public_address("calendars.subscribe", token=token)


@bp.post("")
@login_required
@proof_required
def renew() -> Response | tuple[str, int]:
    limit("calendar", str(me().id), most=20, within=AN_HOUR)
    form = CalendarForm()
    with form.refusals():
        form.refuse_unseen(lambda: as_entitled(queries.feed_of(me())))
        hold_log_in()
        token = actions.renew(neutral=form.neutral.data, by=me(), now=now())
        db.session.commit()
        session[TOKEN] = token
        return redirect(url_for("calendars.show"), 303)
    return calendar_page(form), form.status


@bp.post("/titles")
@login_required
def entitle() -> Response | tuple[str, int]:
    form = CalendarForm()
    with form.refusals():
        form.refuse_unseen(lambda: as_entitled(queries.feed_of(me())))
        actions.entitle(neutral=form.neutral.data, by=me())
        db.session.commit()
        notify(_("Your calendar will show it the next time it updates."))
        return redirect(url_for("calendars.show"), 303)
    return calendar_page(form), form.status


@bp.post("/revoke")
@login_required
def revoke() -> Response:
    actions.revoke(by=me())
    db.session.commit()
    session.pop(TOKEN, None)
    notify(_("The address has ended. Whoever has it finds nothing there any more."))
    return redirect(url_for("calendars.show"), 303)


@bp.get("/<token>.ics")
def subscribe(token: str) -> Response:
    """For a calendar program, which has no log-in: the secret in the address is the key."""
    person, discreet = queries.owner_of(token)
    entries = queries.entries_of(person, now(), secret=current_app.config["SECRET_KEY"])
    shown = [discreetly(each) if discreet else with_link(each) for each in entries]
    text = import_module("tracker.calendars.text").calendar_text(
        shown, gettext(NEUTRAL_NAME if discreet else NAME)
    )
    answer = current_app.response_class(text, mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = "inline; filename=calendar.ics"
    answer.set_etag(sha256(text).hexdigest()[:32])
    return answer.make_conditional(request)


def discreetly(entry: CalendarEntry) -> CalendarEntry:
    """An entry that tells only when. What its owner called reminders themselves stays."""
    if entry.kind is EntryKind.REMINDER:
        return with_words(entry)
    return neutral(entry, gettext(NEUTRAL_TITLES[entry.kind]))


def with_link(entry: CalendarEntry) -> CalendarEntry:
    """An entry that leads to the page where it was planned."""
    if entry.kind is EntryKind.REMINDER:
        return with_words(entry)
    return replace(entry, link=public_address(PAGES[entry.kind]))


def with_words(reminder: CalendarEntry) -> CalendarEntry:
    """A reminder that says what its owner wants it to, or our words."""
    return replace(reminder, title=reminder.title or gettext(NEUTRAL_TITLES[EntryKind.REMINDER]))


PAGES = {
    EntryKind.OUTING: "dates.show",
    EntryKind.REMEMBERED: "remembered.show",
    EntryKind.APPOINTMENT: "appointments.show",
}
