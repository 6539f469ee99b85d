"""What a search of ours needs to know in the reader's language, beside the words that were typed."""

from functools import lru_cache

from tracker.catalogue.sought import ALARMS, SMALL_WORDS
from tracker.catalogue.strategies import QUESTIONS, REMINDERS, STRATEGIES
from tracker.domain.guide_search import GuidePlace, places_of
from tracker.domain.searching import Spellings, calls_for_help, wanted_in, words_in
from tracker.web.language import locale_name, said


def guide_places() -> tuple[GuidePlace, ...]:
    """All places of the guide."""
    return guide_places_in(locale_name())


# Folding all texts of the guide anew for each search takes 0.35 ms.
@lru_cache(maxsize=20)
def guide_places_in(_locale: str) -> tuple[GuidePlace, ...]:
    return places_of(STRATEGIES, QUESTIONS, REMINDERS, said)


def wanted(text: str) -> tuple[Spellings, ...]:
    """What somebody looks for who has typed this."""
    return wanted_in(text, words_in(said(SMALL_WORDS)))


def in_need(text: str) -> bool:
    """Whether whoever has typed this is to be shown the places to turn to before anything else."""
    return calls_for_help(text, said(ALARMS))
