"""What notices to devices say, looked up only when one is sent, as with mails; and how one is handed over."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import current_app
from flask_babel import force_locale, gettext

from config import Settings
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Mail, PushSubscription
from tracker.pushing.delivering import PushWords, deliver
from tracker.reminders.saying import reminding

TITLES = {"reminder": _("A small reminder"), "arrival": _("Something waits for you")}


def as_notice(mail: Mail, settings: Settings, now: datetime) -> Callable[[], None] | None:
    """What hands a notice to the push service of its device; nothing where it has nothing to say, or nobody takes it."""
    subscription = db.session.get(PushSubscription, int(mail.address), populate_existing=True)
    found = reminding(mail.key, now)
    if found is None or subscription is None or subscription.person_id != found.person.id:
        return None
    with force_locale(mail.locale):
        title = found.ways.wording or gettext(TITLES[mail.kind])
    path = current_app.url_map.bind("").build("today.show_now")
    words = PushWords(title, found.name, path)
    outside = current_app.extensions["outside"]
    return partial(deliver, subscription, words, topic=mail.key, settings=settings, now=now, outside=outside)
