"""Nothing of ours says that somebody alone can read a thing which whoever runs the server can read as well."""

import re

import pytest

from tests.house.sources import said

ALONE = re.compile(
    r"\bonly (you|yours|i|me)\b|\bonly for (you|me)\b|\b(you|me|yours) alone\b|\b(nobody|no one|none) (else|but you)\b"
    r"|\b(nobody|no one) (reads?|reading|sees?|can (read|see))\b|\breading along\b|\bfor your eyes\b",
    re.IGNORECASE,
)

# What sounds like such a promise and is none, each with what it says.
NO_PROMISE = {
    "The file is not locked, and your private lines and reflections are in it too. Keep it where only you can read it.": "asks for something",
    "Whoever has the address can read what is in it, without logging in. Give it to your calendar program and to nobody "
    "else.": "asks for something",
    "You share this space with %(name)s. It has room for no one else.": "how many a space holds",
    "Choose one thing that is only yours": "a book, a run, a friend",
    "What do you carry home from work, or from all that has to be done, that nobody sees?": "work",
}  # fmt: skip


def test_no_text_promises_what_a_server_does_not_keep():
    assert [(where, text) for where, text in said() if ALONE.search(text) and text not in NO_PROMISE] == []


def test_what_is_no_promise_is_said_somewhere_and_sounds_like_one():
    there = {text for _where, text in said()}

    assert {text for text in NO_PROMISE if text not in there or not ALONE.search(text)} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Only you can read this.",
        "Nobody else reads it.",
        "nobody reading along",
        "It stays yours alone.",
        "only yours",
        "for nobody but you",
    ],
)
def test_such_a_promise_is_found(text):
    assert ALONE.search(text)
