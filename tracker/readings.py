"""What the text of a setting stands for. A text that stands for nothing raises `ValueError` with what it should be."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from tracker.domain.origins import origin_of
from tracker.domain.pushing import LETTERS_OF_A_KEY, is_push_key

HOME = Path(__file__).parents[1]  # where a path begins that does not say
OF_A_SERVICE = re.compile(
    r"TEND_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_[A-Z]+)?)"
)
OF_A_PORT = re.compile(r"(tcp|udp|sctp)://.*")
SHORTEST_SECRET = 32
LONGEST_NAME = 80
LONGEST_SHORT_NAME = 30
NO_PART_OF_A_NAME = frozenset('<>@"\\')
OUR_NAME, OUR_SIGN = (
    "Tend",
    "circles",
)  # what it is called, and what it shows, where nobody has set anything else
# What can be on tabs and at the top of pages, and what it is called among the drawings.
ICONS = {OUR_SIGN: "streak", "leaf": "streak", "calendar": "calendar", "moon": "moon", "pen": "edit"}
OF_A_PAGE = re.compile(r"https?://[^\s\"'<>\\;,^`{|}\x00-\x20\x7f-\U0010ffff]{1,500}")
WITHOUT_PATH = re.compile(r"[^/]+://[^/?#]+/*")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError("one of " + ", ".join(filter(None, choices)))
        return text

    return read


def a_name(text: str) -> str:
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise ValueError(f"a name of at most {LONGEST_NAME} characters, on one line")
    return text


def a_short_name(text: str) -> str:
    if len(text) > LONGEST_SHORT_NAME or not text.isprintable() or set(text) & NO_PART_OF_A_NAME:
        raise ValueError(
            f"a name of at most {LONGEST_SHORT_NAME} characters, on one line, without signs such as < or @"
        )
    return text


def folder(text: str) -> Path:
    path = path_of(text)
    if not path.is_absolute():
        path = HOME / path
    if any(os.path.lexists(each) and not os.path.isdir(each) for each in (path, *path.parents)):  # noqa: PTH112
        raise ValueError("a folder, and there is a file in its place or on the way to it")
    return path


def path_of(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise ValueError("a path; nobody here has the folder that begins it") from error


def yes_or_no(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("0 or 1")
    return text == "1"


def folder_or_none(text: str) -> Path | None:
    return folder(text) if text else None


def readable_file(text: str) -> str:
    path = path_of(text)
    if text and not (os.access(path, os.R_OK) and path.is_file()):
        raise ValueError("a file that can be read")
    return str(path) if text else ""


def database(text: str) -> str:
    if text and not text.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("an address that begins with sqlite:/// or postgresql://")
    return text


def secret(text: str) -> str:
    if text and len(text) < SHORTEST_SECRET:
        raise ValueError(f"at least {SHORTEST_SECRET} characters nobody can guess")
    return text


def push_key(text: str) -> str:
    if text and not is_push_key(text):
        raise ValueError(f"{LETTERS_OF_A_KEY} letters, as they stand in the file push-key of a Tend")
    return text


def web_address(text: str) -> str:
    origin = origin_of(text)
    if text and (origin is None or not WITHOUT_PATH.fullmatch(text)):
        raise ValueError("an address such as https://tend.example.org, without a path")
    return str(origin or "")


def web_addresses(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(web_address(each) for each in text.replace(",", " ").split()))


def page_elsewhere(text: str) -> str:
    if text and (origin_of(text) is None or not OF_A_PAGE.fullmatch(text)):
        raise ValueError(
            "the address of a page, such as https://www.example.org/weather, beginning with http or https"
        )
    return text


def set_by_cluster(name: str, text: str) -> bool:
    """Whether it is no setting of ours, but what a cluster tells every program in it of a service named tend."""
    return bool(
        OF_A_SERVICE.fullmatch(name) or (name.endswith("_PORT") and OF_A_PORT.fullmatch(text.strip()))
    )
