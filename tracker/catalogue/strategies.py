"""The ten strategies, in order, and what the guide says beside them.

A fixed catalogue: the texts are in ``tracker.catalogue.guide``, and everyone else reads them here. They are
marked for translation, and the page translates them.
"""

from datetime import date

from tracker.catalogue.guide.communicate import COMMUNICATE
from tracker.catalogue.guide.empathy import EMPATHY
from tracker.catalogue.guide.gratitude import GRATITUDE
from tracker.catalogue.guide.help import HELP
from tracker.catalogue.guide.open import OPEN
from tracker.catalogue.guide.patience import PATIENCE
from tracker.catalogue.guide.questions import QUESTIONS
from tracker.catalogue.guide.reminders import REMINDERS
from tracker.catalogue.guide.selfcare import SELFCARE
from tracker.catalogue.guide.time import TIME
from tracker.catalogue.guide.touch import TOUCH
from tracker.catalogue.guide.understand import UNDERSTAND
from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.strategies import Question, Reminder, Strategy, Suggestion

__all__ = [
    "EASIEST",
    "FIRST_STEPS",
    "QUESTIONS",
    "REMINDERS",
    "STRATEGIES",
    "question_called",
    "question_near",
    "reminder_of",
    "strategy",
    "strategy_called",
    "strategy_of",
    "suggestion_called",
]

STRATEGIES: tuple[Strategy, ...] = (
    UNDERSTAND,
    COMMUNICATE,
    TIME,
    EMPATHY,
    HELP,
    SELFCARE,
    PATIENCE,
    TOUCH,
    GRATITUDE,
    OPEN,
)

# What newcomers are offered, of strategies that need no preparation: every day, and a minute each. The first two are
# chosen already.
FIRST_STEPS: tuple[Suggestion, ...] = (
    TIME.suggestions[1],
    GRATITUDE.suggestions[0],
    EMPATHY.suggestions[0],
    TIME.suggestions[0],
)
EASIEST = FIRST_STEPS[:2]

_BY_NUMBER = {each.number: each for each in STRATEGIES}
_BY_SLUG = {each.slug: each for each in STRATEGIES}
_SUGGESTIONS = {suggestion.slug: suggestion for each in STRATEGIES for suggestion in each.suggestions}
_QUESTIONS = {each.slug: each for each in QUESTIONS}
_BY_SUGGESTION = {suggestion.slug: each for each in STRATEGIES for suggestion in each.suggestions}


def strategy(number: int) -> Strategy:
    """The strategy with this number, 1 to 10. Any other raises ``KeyError``.

    >>> strategy(3).name
    'Make time for each other'
    """
    return _BY_NUMBER[number]


def strategy_called(slug: str) -> Strategy | None:
    """The strategy whose page has this address, or ``None``: anyone can type an address.

    >>> strategy_called("touch").number
    8
    >>> strategy_called("roses")
    """
    return _BY_SLUG.get(slug)


def suggestion_called(slug: str) -> Suggestion | None:
    """The ready-made habit with this slug, or ``None``. Its strategy is ``strategy_of`` it.

    >>> suggestion_called("long-hug").minutes
    1
    >>> suggestion_called("roses")
    """
    return _SUGGESTIONS.get(slug)


def strategy_of(suggestion: Suggestion) -> Strategy:
    """The strategy that offers a ready-made habit.

    >>> strategy_of(suggestion_called("long-hug")).slug
    'touch'
    """
    return _BY_SUGGESTION[suggestion.slug]


def question_called(slug: str) -> Question:
    """The question with this slug. Any other raises ``KeyError``.

    >>> question_called("how-long").question
    'How long does it take?'
    """
    return _QUESTIONS[slug]


def reminder_of(week: date) -> Reminder:
    """The reminder that a week begins with, by its first date: each week another, until all have been.

    >>> [reminder_of(date(2026, 3, day)).slug for day in (2, 9, 16)]
    ['kept-up', 'patient-with-both', 'trust-first']
    """
    return REMINDERS[week.toordinal() // DAYS_A_WEEK % len(REMINDERS)]


def question_near(strategy: Strategy) -> Question:
    """The question that somebody who reads about a strategy may have.

    >>> question_near(strategy_called("empathy")).slug
    'not-opening-up'
    """
    return next(each for each in QUESTIONS if strategy.slug in each.strategies)
