"""Sends one notice to one device, by the push service of its browser.

That service learns when, and from which Tend; never what a notice says, nor how long that is.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Protocol

from tracker.domain.pushing import KEPT_FOR, endpoint_at, put_off
from tracker.pushing.outside import Outside, PushAnswer, Unreachable

SIZE = 2048  # bytes of every notice, whatever it says
# Of four bytes each at most, so that there is room for all of it.
LONGEST_TITLE, LONGEST_BODY, LONGEST_PATH = 80, 300, 100
TOPIC_LENGTH = 32
TAKEN = range(200, 300)
OVER = (404, 410)


class Gone(Exception):
    """A device takes no notices here any more, for good."""


class NotNow(Exception):
    """A notice was not taken. It can be tried again, ``after`` a while at the earliest where the push service has said so."""

    def __init__(self, after: timedelta = timedelta(0)) -> None:
        super().__init__()
        self.after = after


@dataclass(frozen=True, slots=True)
class PushWords:
    """What a notice says, in the language of whoever gets it, and the page that it opens."""

    title: str
    body: str
    path: str


class Subscription(Protocol):
    """Where a device takes notices, and what they are sealed with for it."""

    endpoint: Any
    p256dh: Any
    auth: Any


class Sender(Protocol):
    """What is to be known of this Tend."""

    @property
    def push_key(self) -> str:
        """The key by which browsers know whose notices they take."""

    @property
    def public_url(self) -> str:
        """Its address."""

    @property
    def mail_from(self) -> str:
        """Who sends its mails."""


OUTSIDE = Outside()


def deliver(
    subscription: Subscription,
    words: PushWords,
    *,
    topic: str,
    settings: Sender,
    now: datetime,
    outside: Outside = OUTSIDE,
) -> None:
    """Send a notice, which takes up to ten seconds: so nothing is held meanwhile.

    A later one of the same ``topic`` takes its place, before it has come and on the screen; the push service learns of a
    topic only that it is the same. Raises `Gone` where there will never be anybody, so that the subscription is to be
    deleted, and `NotNow` for whatever may pass: what we do wrong, a clock among it, takes nobody's notices away.
    """
    endpoint = endpoint_at(subscription.endpoint)
    if endpoint is None:
        raise Gone
    sealing = import_module("tracker.pushing.sealing")
    name = topic_name(topic, settings.push_key)
    try:
        body = sealing.sealed(content(words, name), subscription.p256dh, subscription.auth)
    except sealing.NoKeys as error:
        raise Gone from error
    who = sealing.signed(settings.push_key, to=endpoint.site, by=contact(settings), now=now)
    try:
        answer = outside.post(endpoint, body, {**who, **HOW, "Topic": name})
    except Unreachable as error:
        raise NotNow from error
    judge(answer, now)


HOW: Mapping[str, str] = {
    "Content-Encoding": "aes128gcm",
    "Content-Type": "application/octet-stream",
    "TTL": str(int(KEPT_FOR.total_seconds())),
    "Urgency": "high",  # or a phone that lies on the table tells of it when it is next taken up
}


def topic_name(topic: str, key: str) -> str:
    """What a topic is called on the way: the same for the same, and nothing that anybody could guess it from."""
    return urlsafe_b64encode(hmac.digest(key.encode(), topic.encode(), "sha256")).decode()[:TOPIC_LENGTH]


def content(words: PushWords, name: str) -> bytes:
    """A notice as the worker in the browser reads it, always of the same length."""
    said = {
        "title": on_a_line(words.title, LONGEST_TITLE),
        "body": on_a_line(words.body, LONGEST_BODY),
        "path": on_a_line(words.path, LONGEST_PATH),
        "tag": name,
    }
    return json.dumps(said, ensure_ascii=False).encode(errors="replace").ljust(SIZE)


def on_a_line(text: str, most: int) -> str:
    """A text without breaks and signs that nobody sees, no longer than there is room for."""
    return "".join(max(each, " ") for each in text)[:most]


def contact(settings: Sender) -> str:
    """Where a push service can turn to whoever runs this: the address of Tend over https, else that of its mails."""
    over_https = settings.public_url.startswith("https://")
    return settings.public_url if over_https else f"mailto:{settings.mail_from}"


def judge(answer: PushAnswer, now: datetime) -> None:
    """Take what a push service has answered for what it means."""
    if answer.status in OVER:
        raise Gone
    if answer.status not in TAKEN:
        raise NotNow(put_off(answer.retry_after, now))
