"""A log-in that locks: where nobody has touched it for five minutes, it shows nothing until the password is given, or a passkey
of its owner's.

Whoever asks by a locked log-in is nobody to all pages, and what they get is the page that asks to unlock it, at the very
address they asked for: so unlocking leads back there, and no address says where. It asks in the same way whoever's it is, and
whether they have a passkey or not. What holds nothing of anybody's and may be needed at once stays open.
"""

import json
from datetime import datetime

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from sqlalchemy import select, update
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from tracker.accounts.queries import asks_for_code
from tracker.accounts.tokens import digest
from tracker.domain.devices import LOCKS_AFTER, MOST_UNSENT, MOST_WITH_UNSENT
from tracker.domain.refusals import Refused
from tracker.domain.texts import Sentence, _
from tracker.extensions import READING, db
from tracker.models import Device, Person
from tracker.web.addresses import local_path
from tracker.web.challenges import UNLOCK
from tracker.web.clock import now
from tracker.web.fields import OwnPasswordField
from tracker.web.forms import Form
from tracker.web.log_ins import LOG_OUT, asks_by_log_in, is_in, renew, send_once_more
from tracker.web.proof import PASSKEY, right_password, see_passkey
from tracker.web.typed import typed_words

# As any guest sees them: on staying safe, places to turn to, the end of some mails, and the way out.
STILL_OPEN = frozenset(
    {
        *(LOG_OUT, "exit.leave", "exit.show", "exit.show_measures"),
        *("help.show", "help.show_safety", "reminders.turn_off"),
    }
)


class UnlockForm(Form):
    """The password, which lets a locked log-in show something again."""

    unlock = OwnPasswordField(_("Your password"))


def lock_pages(app: Flask) -> None:
    """Let nothing be shown by a locked log-in, and pages know after how long an open one locks by itself."""
    app.before_request(meet_log_in)
    app.jinja_env.globals.update(seconds_to_lock=int(LOCKS_AFTER.total_seconds()))


def meet_log_in() -> AnyResponse | None:
    """What is answered to whoever asks by a log-in and is not in: it has just got another token, or it is locked."""
    if not asks_by_log_in() or is_in():
        return None
    if g.get("just_renewed"):
        return send_once_more()
    return ask_to_unlock() if "locked" in g else None


def ask_to_unlock() -> AnyResponse | None:
    """The page that asks to unlock, in the place of any that tells something of somebody."""
    if request.endpoint in STILL_OPEN:
        return None
    if request.method in READING:
        return lock_page(UnlockForm(formdata=None), 401)
    if "unlock" not in request.form:
        return put_off(g.locked)
    if request.form.get(PASSKEY):
        return ask_passkey(g.locked)
    form = UnlockForm()
    if form.validate_on_submit() and right_password(form.unlock, of=g.locked):
        return go_on(g.locked, proved_at=None if asks_for_code(g.locked, now()) else now())
    return lock_page(form, 422)


def ask_passkey(person: Person) -> AnyResponse:
    """Unlock by a passkey of whoever's log-in it is, which is a whole proof, as its device has seen that it is them."""
    try:
        see_passkey(UNLOCK, of=person)
    except Refused as no:
        form = UnlockForm(formdata=None)
        form.refusal = Sentence(no.sentence, no.values)
        return lock_page(form, 422)
    return go_on(person, proved_at=now())


def lock_page(form: UnlockForm, status: int) -> Response:
    return Response(render_template("security/locked.html", form=form), status)


def put_off(person: Person) -> AnyResponse:
    """What was sent while it was locked is not done: its words are kept, and shown again when it is unlocked."""
    words: list[str] = []
    for each in typed_words():
        if sum(map(len, words)) + len(each) <= MOST_UNSENT:
            words.append(each)
    if words:
        change(person, unsent=json.dumps(words, ensure_ascii=False))
        forget_older(person)
        db.session.commit()
    return redirect(local_path(request.referrer or "") or url_for("today.show_now"), 303)


def forget_older(person: Person) -> None:
    """Let go of what was sent to other log-ins of somebody, but to a few that were touched last."""
    others = select(Device.id).where(
        Device.person_id == person.id, Device.unsent != "", Device.token_hash != digest(person.token)
    )
    older = others.order_by(Device.touched_at.desc(), Device.id).offset(MOST_WITH_UNSENT - 1)
    db.session.execute(update(Device).where(Device.id.in_(older)).values(unsent=""))


def go_on(person: Person, *, proved_at: datetime | None) -> AnyResponse:
    """Unlock, with or without a proof, and show what was asked for; what was sent meanwhile stands on a page before, once."""
    unsent = db.session.scalar(select(Device.unsent).where(Device.token_hash == digest(person.token)))
    unlock(person, proved_at)
    db.session.commit()
    to = page_here()
    if not unsent:
        return redirect(to, 303)
    return Response(render_template("security/unsent.html", typed=json.loads(unsent), saved=False, to=to))


def unlock(person: Person, proved_at: datetime | None) -> None:
    """Let a locked log-in show its owner's Tend again. A password is a proof, but of whoever is asked for a code as well; a
    passkey always is. The log-in gets a new token.
    """
    change(person, locked=False, touched_at=now(), proved_at=proved_at, unsent="")
    renew(person)


def page_here() -> str:
    """What was asked for, where that is a page."""
    try:
        current_app.url_map.bind("").match(request.path, "GET")
    except HTTPException:
        return url_for("today.show_now")
    return request.full_path.rstrip("?")


def lock(person: Person) -> None:
    """Lock the log-in of whoever asks at once, if theirs lock. What they had proved is over with it."""
    if person.locks:
        change(person, locked=True, proved_at=None)


def choose_to_lock(person: Person, *, locks: bool) -> None:
    """Let somebody's log-ins lock, all of them and at once all but the one they ask by; or let none lock any more."""
    person.locks = locks
    theirs = update(Device).where(Device.person_id == person.id)
    db.session.execute(theirs.values(locked=False, touched_at=None, unsent=""))
    change(person, touched_at=now())


def change(person: Person, **values: object) -> None:
    """Change the row of the log-in by which somebody asks."""
    db.session.execute(update(Device).where(Device.token_hash == digest(person.token)).values(**values))
