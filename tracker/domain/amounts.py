"""Amounts: how much of something was done, or is meant to be, in whole thousandths of a unit."""

import re

from tracker.domain.terms import UNIT

UNIT_LENGTH = 24
LARGEST = 1_000_000 * UNIT
WRITTEN = re.compile(r"(?P<whole>[0-9]{1,7})([.,](?P<part>[0-9]{1,3}))?")


def amount_in(text: str) -> int:
    """The amount that somebody typed, with a point or a comma. Raises ``ValueError`` for what is none.

    >>> amount_in("2,5"), amount_in("20"), amount_in("")
    (2500, 20000, 0)
    """
    if not text:
        return 0
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError("not an amount")
    amount = int(found["whole"]) * UNIT + int((found["part"] or "").ljust(3, "0"))
    if amount > LARGEST:
        raise ValueError("too large an amount")
    return amount


def plain(amount: int) -> str:
    """An amount as it is typed; nothing for none.

    >>> plain(2500), plain(20_000), plain(0)
    ('2.5', '20', '')
    """
    whole, part = divmod(amount, UNIT)
    if not amount:
        return ""
    return f"{whole}.{part:03}".rstrip("0").rstrip(".") if part else str(whole)
