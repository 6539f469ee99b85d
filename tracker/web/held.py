"""What somebody had typed into a form that could not be taken, so that an error page can show it."""

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from tracker.web.hosts import came_from_here

SECRETS = ("csrf", "password", "code")
CHOICES = frozenset(
    {
        "next",
        "zone",
        "email",
        "mode",
        "often",
        "about",
        "colour",
        "habit",
        "reaction",
        "streaks",
        "phones",
        "first",
        "topic",
        "once",
        "seen",
        "prepared_by",
    }
)
SHORTEST = 3
MOST_HELD = 50


def carries_a_stamp() -> bool:
    """Whether a form was sent that was made from something there, by whoever could see it then."""
    try:
        return any(name.partition("-")[0] == "seen" for name in request.form)
    except RequestEntityTooLarge:
        return False


def held_words() -> list[str]:
    """The texts in the form that was sent, without secrets, choices, numbers and dates.

    Empty if it cannot be read, and if no page of ours sent it: what others say must not stand in ours. No form of ours has more
    fields for words than there is room for here.
    """
    if not came_from_here():
        return []
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    words = [
        text.strip()
        for name, text in sent
        if name.partition("-")[0] not in CHOICES
        and not any(secret in name for secret in SECRETS)
        and len(text.strip()) >= SHORTEST
        and any(letter.isalpha() for letter in text)
    ]
    return words[:MOST_HELD]
