"""The file in which whoever runs Tend writes places to turn to down.

It is TOML, and each place begins with ``[[place]]``. Whatever is wrong in it is said at once, each mistake with its line.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tracker.domain.places import COUNTRIES, LINE_LENGTH, NAME_LENGTH, Place, PlaceKind
from tracker.domain.places_checked import UNKNOWN, missing_in, wrong_with_checked, wrong_with_whom
from tracker.domain.words import cleaned, small


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in the file, and on which line."""

    line: int
    words: str


class Mistaken(Exception):
    """A file of places that cannot be used, with all that is wrong in it in ``mistakes``."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        super().__init__("the file of places has mistakes in it")
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line))


@dataclass(slots=True)
class Draft:
    """A place as it is written, with the line of its beginning and of each of its keys."""

    line: int
    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def places_in(text: str, needed: Collection[str] = ()) -> tuple[Place, ...]:
    """The places that a file names, in its order, each with what is ``needed``; raises `Mistaken` with every mistake in it.

    >>> places_in('[[place]]\\nname = "Ambulance"\\nkind = "urgent"\\ncountry = "DE"\\nphone = "112"')[0].dialled
    '112'
    >>> try:
    ...     places_in('[[place]]\\nname = "Ambulance"\\nkind = "hurry"\\nphone = "112"')
    ... except Mistaken as no:
    ...     print(no.mistakes[0].line, no.mistakes[0].words)
    3 “hurry” is no kind: it is one of urgent, violence, listen, couples.
    """
    text = text.removeprefix("\ufeff")
    refuse_what_is_no_toml(text)
    drafts, mistakes = drafts_in(text)
    for draft in drafts:
        mistakes += mistakes_in(draft, needed)
    mistakes += said_twice(drafts)
    if not drafts and not mistakes:
        mistakes = [Mistake(1, "there is no [[place]] in it.")]
    if mistakes:
        raise Mistaken(mistakes)
    return tuple(place_in(draft) for draft in drafts)


WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def refuse_what_is_no_toml(text: str) -> None:
    """Raise `Mistaken` for a text that cannot be read, with the line where reading stopped."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        where = WHERE.search(said)
        line = int(where["line"]) if where and where["line"] else last_line_begun(text)
        words = WHERE.sub("", said)
        raise Mistaken([Mistake(line, f"this is not TOML: {words[:1].lower()}{words[1:]}.")]) from error


def last_line_begun(text: str) -> int:
    """Where the statement begins that does not end."""
    return max(line for line, _said in statements_in(text))


def statements_in(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Each statement of a TOML text by itself, with the line on which it begins; one that does not end says nothing."""
    begins, held = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        held += line + "\n"
        try:
            said = tomllib.loads(held)
        except tomllib.TOMLDecodeError:
            continue  # it goes on in the next line
        if said:
            yield begins, said
        begins, held = number + 1, ""
    if held.strip():
        yield begins, {}


HEAD: dict[str, object] = {"place": [{}]}


def drafts_in(text: str) -> tuple[list[Draft], list[Mistake]]:
    """The places as they are written, and what stands where none of them is."""
    drafts: list[Draft] = []
    mistakes: list[Mistake] = []
    astray = False
    for line, said in statements_in(text):
        ((key, value),) = said.items()
        if said == HEAD:
            drafts.append(Draft(line))
            astray = False
        elif is_table(value):
            astray = True
            mistakes.append(Mistake(line, f"“{key}” is not known here: each place begins with [[place]]."))
        elif not drafts and not astray:
            mistakes.append(Mistake(line, f"“{key}” stands before the first [[place]]."))
        elif not astray:
            drafts[-1].values[key] = value
            drafts[-1].lines[key] = line
    return drafts, mistakes


def is_table(value: object) -> bool:
    """Whether a value holds others, so that it is no line of a place."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    )


LINES = {
    "name": NAME_LENGTH,
    "kind": NAME_LENGTH,
    "phone": NAME_LENGTH,
    "web": LINE_LENGTH,
    "hours": NAME_LENGTH,
    "languages": NAME_LENGTH,
    "note": LINE_LENGTH,
    "whom": NAME_LENGTH,
    "checked": NAME_LENGTH,
    "against": LINE_LENGTH,
}
KEYS = ("name", "kind", "country", *[key for key in LINES if key not in ("name", "kind")])
PHONE = re.compile(r"[+*#]?[\d\s()/.#*-]*")


def mistakes_in(draft: Draft, needed: Collection[str]) -> Iterator[Mistake]:
    """What is wrong with one place by itself."""
    for key, value in draft.values.items():
        if words := wrong_with(key, value):
            yield Mistake(draft.lines[key], words)
    for key in ("name", "kind"):
        if key not in draft.values:
            yield Mistake(draft.line, f"this place has no {key}.")
    if not draft.values.keys() & {"phone", "web"}:
        yield Mistake(draft.line, "this place can be reached neither by phone nor by web.")
    if missing := missing_in(draft.values, needed):
        yield Mistake(draft.line, f"this place does not say its {', '.join(missing)}.")


def wrong_with(key: str, value: object) -> str:
    """What is wrong with a value, nothing if it is right."""
    if key == "country":
        return wrong_with_country(value)
    if key not in LINES:
        return f"“{key}” is not known: a place has {', '.join(KEYS)}."
    if not isinstance(value, str):
        return f"{key} should be a text in quotes."
    if not cleaned(value) or "\n" in cleaned(value):
        return f"{key} should be one line of text."
    if len(value) > LINES[key]:
        return f"{key} should be at most {LINES[key]} characters long."
    return WRONG_WITH[key](value) if key in WRONG_WITH else ""


def wrong_with_country(value: object) -> str:
    """What is wrong with the countries of a place, in a sentence for whoever wrote them; nothing if nothing is."""
    codes = value if isinstance(value, list) else [value]
    if not codes or not all(isinstance(code, str) for code in codes):
        return "country should be two letters in quotes, or several such: DE, or [DE, AT]."
    wrong = [code for code in codes if code not in COUNTRIES]
    if wrong:
        return f"“{wrong[0]}” is no country: it takes the two letters of ISO 3166, such as DE or GB."
    return "" if len(set(codes)) == len(codes) else "country names one twice."


def wrong_with_kind(value: str) -> str:
    """What is wrong with the kind of a place, if anything."""
    return "" if value in set(PlaceKind) else f"“{value}” is no kind: it is one of {', '.join(PlaceKind)}."


def wrong_with_phone(value: str) -> str:
    """What is wrong with a phone number, if anything: none is called that cannot be dialled."""
    digits = sum(letter.isdigit() for letter in value)
    if value.isascii() and PHONE.fullmatch(value) and 2 <= digits <= 20:
        return ""
    return f"“{value}” is no phone number: it takes figures, with blanks between them as you like."


def wrong_with_web(value: str) -> str:
    """What is wrong with a web address, if anything."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    except ValueError:
        good = False
    return "" if good else f"“{value}” is no web address: it begins with https:// or http://."


WRONG_WITH = {
    "kind": wrong_with_kind,
    "phone": wrong_with_phone,
    "web": wrong_with_web,
    "whom": wrong_with_whom,
    "checked": wrong_with_checked,
}


def said_twice(drafts: Iterable[Draft]) -> Iterator[Mistake]:
    """Places that are there once before, of the same kind and for the same country."""
    seen: dict[tuple[str, str, str], int] = {}
    for draft in drafts:
        name = draft.values.get("name")
        if not isinstance(name, str):
            continue
        for country in countries_of(draft) or ("",):
            first = seen.setdefault((small(name), str(draft.values.get("kind")), country), draft.line)
            if first != draft.line:
                where = f" for {country}" if country else ""
                yield Mistake(draft.line, f"“{name}” is there{where} already, on line {first}.")
                break


def countries_of(draft: Draft) -> tuple[str, ...]:
    """The countries of a place, one or several."""
    value = draft.values.get("country", [])
    return tuple(str(code) for code in (value if isinstance(value, list) else [value]))


def place_in(draft: Draft) -> Place:
    """The place that somebody wrote down, once nothing is wrong with it."""
    said = {key: cleaned(str(value)) for key, value in draft.values.items() if key in LINES}
    words = {key: value for key, value in said.items() if value != UNKNOWN}
    return Place(**{**words, "kind": PlaceKind(words["kind"])}, countries=countries_of(draft))  # type: ignore[arg-type]
