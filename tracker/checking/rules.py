"""All rules, those of the tables and those of time and folds, and what is found against them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.extensions import db

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that always holds: how to find what is against it, and how to mend that, where it can be done safely.

    ``sentence`` says what is wrong, before the ids of the rows, for whoever runs Tend; ``mended`` says what
    mending does.
    """

    name: str
    sentence: str
    find: Callable[[datetime], Sequence[str]]
    mend: Callable[[datetime], object] | None = None
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """What was found against a rule, by ids."""

    rule: Rule
    ids: list[str]

    @property
    def sentence(self) -> str:
        """It in words, with the first few ids.

        >>> Breach(Rule("orphans", "Nobody lives in these spaces", lambda now: []), ["3", "7"]).sentence
        'Nobody lives in these spaces: 2 (3, 7).'
        """
        more = ", …" if len(self.ids) > MOST_NAMED else ""
        return f"{self.rule.sentence}: {len(self.ids)} ({', '.join(self.ids[:MOST_NAMED])}{more})."


def findings(rules: Sequence[Rule], now: datetime) -> Iterator[Breach]:
    """What is found against some rules. Needs an application context; changes nothing."""
    for rule in rules:
        ids = list(rule.find(now))
        db.session.rollback()
        if ids:
            yield Breach(rule, ids)


def mend(found: Sequence[Breach], now: datetime) -> None:
    """Mend what can be mended of what was found; commits rule by rule."""
    for each in found:
        if each.rule.mend is not None:
            each.rule.mend(now)
            db.session.commit()
