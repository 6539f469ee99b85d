"""Ids that tell nothing: neither in which order rows were made nor how many there are.

Each is a number of 62 bits, drawn by whoever makes the row. JavaScript cannot hold so large a number, so wherever it
or JSON meets an id, that is text.
"""

import hmac
from datetime import UTC, datetime
from hashlib import sha256
from secrets import randbelow

# Ids below were counted, by an earlier Tend: none that is drawn lies among them.
COUNTED = 2**40
LARGEST = 2**62

# Of the tables that had counted ids: whose number a row's key begins with, where that is not its own.
BEGINS_WITH = {
    "terms": "habits",
    "track_years": "tracks",
    "ticks": "tracks",
    "remarks": "tracks",
    "acknowledgements": "check_ins",
    "pictures": "notes",
}
WERE_COUNTED = frozenset(
    {
        "devices",
        "invitations",
        "habits",
        "tracks",
        "pauses",
        "covers",
        "check_ins",
        "notes",
        "jar_notes",
        "openings",
        "outings",
        "ideas",
        "remembered_days",
        "reflections",
        "appointments",
        "things_to_bring",
        "printings",
    }
)


def drawn() -> int:
    """An id for a row that is about to be made."""
    return COUNTED + randbelow(LARGEST - COUNTED)


def instead_of(number: int, table: str, lineage: str) -> int:
    """The id that a row has today whose id was counted: always the same in one Tend, and no one can guess it.

    ``lineage`` is the mark by which this Tend is told from every other. So a backup from before has the same ids, once
    it is brought up to date, as the Tend that it is of.
    """
    return digested(f"{table}/{number}", lineage)


def id_of_copy(number: int, table: str, owner_id: int, at: datetime, lineage: str) -> int:
    """The id of the copy that somebody has of a row since an instant: as hard to guess as one that is drawn, and always the same.

    So what they do with it is found again by a restore, which lets two part once more as they did then.
    """
    return digested(f"{table}/{number}/{owner_id}/{at.astimezone(UTC).isoformat()}", lineage)


def digested(text: str, lineage: str) -> int:
    digest = hmac.digest(lineage.encode(), text.encode(), sha256)
    return COUNTED + int.from_bytes(digest) % (LARGEST - COUNTED)


def key_today(key: str, table: str, lineage: str) -> str:
    """The key of a row today, in whichever Tend it was written down.

    >>> key_today("7/2026-03-01", "limits", "")
    '7/2026-03-01'
    """
    of = BEGINS_WITH.get(table, table)
    number, *others = key.split("/")
    if of not in WERE_COUNTED or not number.isdecimal() or int(number) >= COUNTED:
        return key
    return "/".join([str(instead_of(int(number), of, lineage)), *others])
