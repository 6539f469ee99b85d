"""Who can make an account here."""

from datetime import timedelta
from enum import StrEnum

ADMISSION_LASTS = timedelta(days=7)
A_COUPLE = 2  # people; once they are in, nobody comes unasked


class Openness(StrEnum):
    """Who can make an account: anybody, whoever is invited by somebody here, or nobody.

    Whom the one who runs this Tend lets in by an admission comes in always.
    """

    OPEN = "open"
    INVITED = "invited"
    CLOSED = "closed"


def openness(chosen: str, *, people_count: int, stays_open: bool) -> Openness:
    """Who can make an account, as whoever runs this Tend has chosen.

    Where they have not, anybody can until two are in, and from then on whoever is invited; a Tend that people were in
    before there was a choice ``stays_open``.
    """
    if chosen:
        return Openness(chosen)
    return Openness.OPEN if stays_open or people_count < A_COUPLE else Openness.INVITED
