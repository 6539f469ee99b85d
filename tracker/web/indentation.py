"""Leaves out of pages how far the lines of a template are indented, which is for those who change it.

After a tag of Jinja's, which takes the line break with it, a space is left: it may be the only one between two words.
"""

import re

from jinja2.ext import Extension

INDENT = re.compile(r"(?P<broken>[^%#]\}\n|[^}]\n|\A)[ \t]+|(?<=\n)[ \t]+")


class WithoutIndentation(Extension):
    """Templates of pages without their indentation; a page of them is a twentieth shorter."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as it is made ready. Mails stay as they were written."""
        return INDENT.sub(left, source) if (name or "").endswith(".html") else source


def left(found: re.Match[str]) -> str:
    """What is left of an indentation: nothing where a line break stands before it."""
    return " " if found["broken"] is None else found["broken"]
