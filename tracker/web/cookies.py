"""What our cookies are called.

Over https they begin as browsers ask it of cookies that only this very host may set, and sets for itself alone: so no
neighbour by name can hand somebody a log-in of its own.
"""

from flask import Response, request

from tracker.web.hosts import over_https

HOST_ALONE = "__Host-"


def cookie_name(name: str) -> str:
    """What a cookie of ours is called at the address in use."""
    return both_names(name)[0] if over_https() else name


def both_names(name: str) -> tuple[str, str]:
    """What it is called over https, and over http."""
    return HOST_ALONE + name, name


def drop_plain(response: Response, name: str) -> None:
    """Over https, take a cookie away that goes by its plain name: whoever set it, it opens nothing."""
    if over_https() and name in request.cookies:
        response.delete_cookie(name)


def vary_with_cookie(response: Response) -> None:
    """Say that an answer is another for another cookie. Read as a set first, as Flask does it, a small page takes 1 % longer."""
    vary = response.headers.get("Vary")
    response.headers["Vary"] = f"{vary}, Cookie" if vary else "Cookie"
