"""What a script of ours asks for in the place of a page."""

from flask import request

PART, NEWS = "Tend-Part", "news"


def asks_for_part() -> bool:
    """Whether a script asks, which wants no page around what it gets."""
    return PART in request.headers


def asks_for_news() -> bool:
    """Whether an open page asks by itself for what is new on it: nobody has seen that yet, nor is it a use of a log-in."""
    return request.headers.get(PART) == NEWS
