"""“I hear you”: what one partner says to an answer of the other's, once the check-in has opened.

Each answer can be heard on its own, with a line or without. The line that stays private is no part of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum

from tracker.domain.checkins import Answers
from tracker.domain.texts import _


class CheckInQuestion(StrEnum):
    """What a check-in asks, in the order in which it does; the value is what stands in an address."""

    CLOSENESS = "closeness"
    APPRECIATED = "appreciated"
    WENT_WELL = "went-well"
    STATEMENTS = "statements"
    TALK_ABOUT = "talk-about"
    FEEL_LOVED = "feel-loved"
    SMALL_THING_WENT = "small-thing-went"
    SMALL_THING = "small-thing"


# What an answer is called once it is read.
ANSWER_NAMES: Mapping[CheckInQuestion, str] = {
    CheckInQuestion.CLOSENESS: _("Close"),
    CheckInQuestion.APPRECIATED: _("Appreciated"),
    CheckInQuestion.WENT_WELL: _("Went well"),
    CheckInQuestion.STATEMENTS: _("The ten statements"),
    CheckInQuestion.TALK_ABOUT: _("To talk about, gently"),
    CheckInQuestion.FEEL_LOVED: _("Would help me feel loved"),
    CheckInQuestion.SMALL_THING_WENT: _("Last week’s small thing"),
    CheckInQuestion.SMALL_THING: _("A small thing for the coming week"),
}


# Which field of the answers each asks for.
FIELDS: Mapping[CheckInQuestion, str] = {
    each: {CheckInQuestion.STATEMENTS: "ratings"}.get(each, each.value.replace("-", "_"))
    for each in CheckInQuestion
}


def answered(answers: Answers) -> tuple[CheckInQuestion, ...]:
    """The questions that were answered, in order.

    >>> answered(Answers(closeness=3, small_thing="Tea"))
    (<CheckInQuestion.CLOSENESS: 'closeness'>, <CheckInQuestion.SMALL_THING: 'small-thing'>)
    """
    return tuple(each for each in CheckInQuestion if getattr(answers, FIELDS[each]))


def shut_for(answers: Answers, *, others: Answers) -> tuple[CheckInQuestion, ...]:
    """The questions whose answers do not open to somebody who left them empty, where that was wished; circles always open.

    >>> shut_for(Answers(closeness=3, went_well="Tea", mutual=True), others=Answers(closeness=5))
    (<CheckInQuestion.WENT_WELL: 'went-well'>,)
    """
    if not answers.mutual:
        return ()
    open_to_them = {CheckInQuestion.CLOSENESS, *answered(others)}
    return tuple(each for each in answered(answers) if each not in open_to_them)


def without(answers: Answers, shut: Collection[CheckInQuestion]) -> Answers:
    """The answers as if nothing had been said to some questions.

    >>> without(Answers(closeness=3, went_well="Tea"), [CheckInQuestion.WENT_WELL]) == Answers(closeness=3)
    True
    """
    return replace(answers, **{FIELDS[each]: getattr(NOTHING, FIELDS[each]) for each in shut})


NOTHING = Answers()
