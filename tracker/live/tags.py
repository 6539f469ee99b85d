"""A tag of what somebody has before them, by which it is known again, and nothing else.

It follows from what is there and from nothing that has been: what is as it was has the tag that it had. It is made with the
server's secret, for one person: nobody can work out what stands behind one, and those of two people never match.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import blake2b, sha256

from tracker.live.seen import LivePart

BYTES = 6  # of each part: two that differ look alike once in 280 million million times
BETWEEN = "."


def tag_of(seen: Mapping[LivePart, list[str]], *, of: int, secret: str) -> str:
    """The tag of what a person sees: for each part one word, in the order of the parts."""
    key = sha256(f"live {of} {secret}".encode()).digest()
    return BETWEEN.join(word_of(part, lines, key) for part, lines in seen.items())


def word_of(part: LivePart, lines: list[str], key: bytes) -> str:
    text = "\n".join(sorted(lines)).encode()
    return urlsafe_b64encode(
        blake2b(text, key=key, person=part.encode(), digest_size=BYTES).digest()
    ).decode()
