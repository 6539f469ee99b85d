"""Leaves out of pages how far the lines of a template are indented, which is for those who change it.

After a tag of Jinja's, which takes the line break with it, a space is left: it may be the only one between two words.
"""

import re

from jinja2.ext import Extension

# Around these a browser draws no space, whatever stands there.
BLOCKS = "article|aside|body|details|div|fieldset|footer|form|h[1-6]|head|header|html|li|link|main|meta|nav|ol|p|section|summary|title|ul"
BESIDE_BLOCKS = re.compile(rf"\s*\n\s*(?=</?(?:{BLOCKS})\b)|(?P<block></?(?:{BLOCKS})\b[^<>{{}}]*>)\s*\n\s*")
# A line that ends within a tag, before its first attribute: there a space takes fewer bytes once pages are packed.
BEGUN = re.compile(r"(?P<begun><[a-z]+)\n\s*(?=[a-z-]+=)")
INDENT = re.compile(r"(?P<broken>[^%#]\}\n|[^}]\n|\A)[ \t]+|(?<=\n)[ \t]+")


class WithoutIndentation(Extension):
    """Templates of pages without their indentation; a page of them is a twentieth shorter."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as it is made ready. Mails stay as they were written."""
        if not (name or "").endswith(".html"):
            return source
        return INDENT.sub(left, BEGUN.sub(r"\g<begun> ", BESIDE_BLOCKS.sub(without, source)))


def without(found: re.Match[str]) -> str:
    """Nothing, or a tag that has nothing after it."""
    return found["block"] or ""


def left(found: re.Match[str]) -> str:
    """What is left of an indentation: nothing where a line break stands before it."""
    return " " if found["broken"] is None else found["broken"]
