"""What an address says that nobody thought of: in its path, and in what it asks."""

from random import Random

from tests.house.odd import NO_TEXT

NUMBERS = [
    "0",
    "-1",
    "1e9",
    "9" * 30,
    str(2**63),
    str(-(2**70)),
    "١",
    "²",
    "1.5",
    "0x10",
    " 1",
    "1\x00",
    "NaN",
    "true",
]
NAMES = [
    *[
        "next",
        "words",
        "topic",
        "older-than",
        "older_than",
        "past",
        "of",
        "about",
        "prompt",
        "kind",
        "idea",
        "besides",
        "jar",
        "country",
        "year",
        "day",
        "week",
        "whom",
    ],
    *[
        "strategy",
        "name",
        "mode",
        "often",
        "times",
        "cue",
        "goal",
        "unit",
        "page",
        "q",
        "token",
        "section",
        "saved",
        "draft",
        "part",
        "version",
    ],
]
NEXTS = [
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
    "/today\x00",
    "/%0d%0aX:1",
    "/" + "a" * 4000,
    "http://[",
    "/\xff",
]


def queries() -> list[str]:
    """Query strings as a server hands them on: all names that pages read with the same odd value, and stranger ones."""
    values = map(quoted, (*NUMBERS, *NO_TEXT, *NEXTS))
    alike = ["&".join(f"{name}={value[:1000]}" for name in NAMES) for value in values]
    return [*alike, *NO_TEXT, "a=1&" * 1500, "&&&", "=&=", "[]=1&[a][b]=2", "%=%&%ff=%ff", "?" * 50]


def quoted(value: str) -> str:
    """A value in a query, as a server hands it on: the bytes of UTF-8, each as a letter of Latin-1."""
    return value.replace("&", "%26").replace("\x00", "%00").encode(errors="replace").decode("latin-1")


ODD = [
    "\x00",
    "\xff",
    "\xc3",
    "%",
    "%00",
    "\\",
    "//",
    "/.",
    "/..",
    ";x",
    "\t",
    "\n",
    "é",
    "'",
    "9" * 30,
    "-1",
    "a" * 3000,
]

BARE = [
    "",
    "*",
    "//",
    "/\\",
    "/\x00",
    "/\xff\xfe",
    "http://localhost/today",
    "/" * 2000,
    "/.well-known/x",
    "today",
]


def paths(known: list[str]) -> list[str]:
    """Paths of ours with something odd in them, or behind them."""
    random = Random("paths")
    return BARE + [
        changed
        for path in known
        for one in random.sample(ODD, 4)
        for changed in (path + one, path.rpartition("/")[0] + "/" + one)
    ]
