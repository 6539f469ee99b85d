"""What a template asks for that nobody has given it, which is a fault of ours: a page goes on without, and the log says so.

Jinja writes nothing in such a place and tells nobody, so that a whole line can be missing from a page for months. In
tests it is an error (`tests/databases.py`).
"""

from traceback import walk_stack
from typing import Any

from jinja2 import Template, Undefined

from tracker.lines import Line, complain

# A line of a page stands there for all its readers, and is said once. Names of templates with numbers of their lines.
SAID: set[tuple[str, int]] = set()


class Unsaid(Undefined):
    """Something that is not there, wherever a template makes use of it. To ask whether it ``is defined`` is none."""

    __slots__ = ()

    def missed(self) -> None:
        """Say in the log where it was made use of, once for each place, and nothing of what is there."""
        place = asked_in()
        if place not in SAID:
            SAID.add(place)
            complain(
                Line(
                    f"A template asks for what nobody has given it, and leaves it out: {place[0]}, line {place[1]}."
                )
            )

    def __str__(self) -> str:
        """Nothing."""
        self.missed()
        return ""

    def __bool__(self) -> bool:
        """It is not there."""
        self.missed()
        return False

    def __iter__(self) -> Any:
        """There is none of it."""
        self.missed()
        return iter(())

    def __len__(self) -> int:
        """There is none of it."""
        self.missed()
        return 0

    def __contains__(self, other: object) -> bool:
        """There is none of it."""
        self.missed()
        return False

    def __eq__(self, other: object) -> bool:
        """It is like nothing but another that is not there."""
        self.missed()
        return type(self) is type(other)

    def __ne__(self, other: object) -> bool:
        """The other way round."""
        return not self == other

    def __hash__(self) -> int:
        """As any other that is not there."""
        self.missed()
        return id(type(self))


def asked_in() -> tuple[str, int]:
    """The template that is just being made, and the line of it."""
    for frame, line in walk_stack(None):
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            return template.name or "", template.get_corresponding_lineno(line)
    return "", 0
