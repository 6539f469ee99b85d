"""“I hear you”: what one partner says to an answer of the other's, once the check-in has opened.

Each answer can be heard on its own, with a line or without. The line that stays private is no part of it.
"""

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.checkins import Answers
from tracker.domain.texts import _


class CheckInQuestion(StrEnum):
    """What a check-in asks, in the order in which it does; the value is what stands in an address."""

    APPRECIATED = "appreciated"
    WENT_WELL = "went-well"
    CLOSENESS = "closeness"
    STATEMENTS = "statements"
    TALK_ABOUT = "talk-about"
    FEEL_LOVED = "feel-loved"
    SMALL_THING_WENT = "small-thing-went"
    SMALL_THING = "small-thing"


# What an answer is called once it is read.
ANSWER_NAMES: Mapping[CheckInQuestion, str] = {
    CheckInQuestion.APPRECIATED: _("Appreciated"),
    CheckInQuestion.WENT_WELL: _("Went well"),
    CheckInQuestion.CLOSENESS: _("Close"),
    CheckInQuestion.STATEMENTS: _("The ten statements"),
    CheckInQuestion.TALK_ABOUT: _("To talk about, gently"),
    CheckInQuestion.FEEL_LOVED: _("Would help me feel loved"),
    CheckInQuestion.SMALL_THING_WENT: _("Last week’s small thing"),
    CheckInQuestion.SMALL_THING: _("A small thing for the coming week"),
}


def answered(answers: Answers) -> tuple[CheckInQuestion, ...]:
    """The questions that were answered, in order.

    >>> answered(Answers(closeness=3, small_thing="Tea"))
    (<CheckInQuestion.CLOSENESS: 'closeness'>, <CheckInQuestion.SMALL_THING: 'small-thing'>)
    """
    given = {
        CheckInQuestion.APPRECIATED: answers.appreciated,
        CheckInQuestion.WENT_WELL: answers.went_well,
        CheckInQuestion.CLOSENESS: answers.closeness,
        CheckInQuestion.STATEMENTS: answers.ratings,
        CheckInQuestion.TALK_ABOUT: answers.talk_about,
        CheckInQuestion.FEEL_LOVED: answers.feel_loved,
        CheckInQuestion.SMALL_THING_WENT: answers.small_thing_went,
        CheckInQuestion.SMALL_THING: answers.small_thing,
    }
    return tuple(question for question in CheckInQuestion if given[question])
