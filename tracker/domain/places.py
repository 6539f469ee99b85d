"""Places to turn to, and which of them are for somebody in a country."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from tracker.domain.texts import _

NAME_LENGTH = 120
LINE_LENGTH = 300


class PlaceKind(StrEnum):
    """What a place is for, the most urgent first."""

    URGENT = "urgent"
    VIOLENCE = "violence"
    LISTEN = "listen"
    COUPLES = "couples"

    @property
    def anchor(self) -> str:
        """Where on the page its places stand. It does not say what they are for: browsers keep addresses.

        >>> PlaceKind.VIOLENCE.anchor
        'part-2'
        """
        return f"part-{[*PlaceKind].index(self) + 1}"


KIND_NAMES = {
    PlaceKind.URGENT: _("In danger, now"),
    PlaceKind.VIOLENCE: _("When somebody frightens or hurts you"),
    PlaceKind.LISTEN: _("Somebody who listens"),
    PlaceKind.COUPLES: _("Couples and family advice"),
}


class Whom(StrEnum):
    """Whom a place is for."""

    EVERYBODY = "everybody"
    WOMEN = "women"
    MEN = "men"
    LGBT = "lgbt"


WHOM_NAMES = {
    Whom.EVERYBODY: _("for everybody"),
    Whom.WOMEN: _("for women"),
    Whom.MEN: _("for men"),
    Whom.LGBT: _("for LGBT+ people"),
}

# ISO 3166-1, two letters.
CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(CODES.split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place to turn to. Without ``countries`` it is there everywhere; ``ours`` come with Tend.

    It was right on the day that it was ``checked`` for, ``against`` what was published then. That is a day as exact as it is
    known: ``2026-10-07``, ``2026-10`` or ``2026``. What is empty is not known.
    """

    name: str
    kind: PlaceKind
    countries: tuple[str, ...] = ()
    phone: str = ""
    web: str = ""
    hours: str = ""
    languages: str = ""
    note: str = ""
    whom: str = ""
    checked: str = ""
    against: str = ""
    ours: bool = False

    @property
    def dialled(self) -> str:
        """The phone number as a phone takes it.

        >>> Place("Samaritans", PlaceKind.LISTEN, phone="+44 (0) 116-123").dialled
        '+44116123'
        """
        return re.sub(r"[^\d+*#]", "", self.phone.replace("(0)", ""))

    @property
    def site(self) -> str:
        """Where its page is, in short.

        >>> Place("Samaritans", PlaceKind.LISTEN, web="https://www.samaritans.org/talk").site
        'samaritans.org'
        """
        return (urlsplit(self.web).hostname or "").removeprefix("www.")


def places_for(places: Iterable[Place], country: str) -> dict[PlaceKind, tuple[Place, ...]]:
    """The places for somebody in a country, by kind, the urgent first; of each kind ours come last.

    Before that, those for everywhere come after the country's.

    >>> near, far = Place("Near", PlaceKind.LISTEN, ("DE",)), Place("Far", PlaceKind.LISTEN)
    >>> [[place.name for place in found] for found in places_for([far, near], "DE").values()]
    [[], [], ['Near', 'Far'], []]
    >>> [place.name for place in places_for([far, near], "FR")[PlaceKind.LISTEN]]
    ['Far']
    """
    here = [place for place in places if country in place.countries or not place.countries]
    here.sort(key=lambda place: (place.ours, not place.countries))
    return {kind: tuple(place for place in here if place.kind is kind) for kind in PlaceKind}


def countries_in(places: Iterable[Place]) -> frozenset[str]:
    """The countries that there are places for."""
    return frozenset(country for place in places for country in place.countries)


def with_ours(theirs: Iterable[Place], ours: Iterable[Place]) -> tuple[Place, ...]:
    """The places that whoever runs Tend has written down, and ours, which nothing takes away.

    What is written there word for word as it is in ours is there once.

    >>> line, other = Place("Line", PlaceKind.LISTEN, ("AT", "DE"), phone="142"), Place("Line", PlaceKind.LISTEN, phone="0")
    >>> [(place.phone, place.countries) for place in with_ours([replace(line, countries=("DE",)), other], [line])]
    [('142', ('DE',)), ('0', ()), ('142', ('AT',))]
    """
    theirs = tuple(theirs)
    there = {
        (country, replace(place, countries=())) for place in theirs for country in place.countries or ("",)
    }
    left = (
        (
            place,
            tuple(
                each for each in place.countries or ("",) if (each, replace(place, countries=())) not in there
            ),
        )
        for place in ours
    )
    return (
        *theirs,
        *(
            replace(place, countries=tuple(filter(None, others)), ours=True)
            for place, others in left
            if others
        ),
    )


# Words of ours, as they stand in the code, that name what each kind is for.
NAMED = {
    PlaceKind.URGENT: re.compile(r"\bdanger|\bemergency number\b", re.IGNORECASE),
    PlaceKind.VIOLENCE: re.compile(
        r"\bafraid of (how )?(your partner|the other|somebody)|\b(frightens?|hurts?|threatens?) you\b|\bviolen"
        r"|\b(not safe|feels safe)\b|\bfear somebody\b",
        re.IGNORECASE,
    ),
    PlaceKind.LISTEN: re.compile(
        r"\b(crisis line|helpline|find support)\b|\bending your life\b", re.IGNORECASE
    ),
}


def kinds_in(texts: Iterable[str]) -> tuple[PlaceKind, ...]:
    """The kinds of places that texts of ours speak of, so that the way there can stand beneath them.

    >>> [kind.value for kind in kinds_in(["If they hurt you, call a helpline.", "In danger, do so at once."])]
    ['urgent', 'violence', 'listen']
    >>> kinds_in(["An old hurt moves slowly."])
    ()
    """
    return kinds_named(tuple(texts))


# Looking through what the guide's first page says takes 0.6 ms, of the 1.5 that the page does.
@lru_cache(maxsize=1000)
def kinds_named(texts: tuple[str, ...]) -> tuple[PlaceKind, ...]:
    """The kinds of places that these texts of ours speak of."""
    return tuple(kind for kind, named in NAMED.items() if any(map(named.search, texts)))
