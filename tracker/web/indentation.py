"""Leaves out of pages how far the lines of a template are indented, which is for those who change it.

A space is left of it: after a tag of Jinja's, which takes the line break with it, that may be the only one between two words.
"""

import re

from jinja2.ext import Extension

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class WithoutIndentation(Extension):
    """Templates of pages without their indentation; a page of them is a twentieth shorter."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as it is made ready. Mails stay as they were written."""
        return INDENT.sub(" ", source) if (name or "").endswith(".html") else source
