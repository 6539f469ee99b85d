"""“I hear you”: what one partner says to an answer of the other's, once the check-in has opened.

Each answer can be heard on its own, with a line or without. The line that stays private is no part of it.
"""

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.checkins import Answers
from tracker.domain.texts import _


class Question(StrEnum):
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
ANSWER_NAMES: Mapping[Question, str] = {
    Question.APPRECIATED: _("Appreciated"),
    Question.WENT_WELL: _("Went well"),
    Question.CLOSENESS: _("Close"),
    Question.STATEMENTS: _("The ten statements"),
    Question.TALK_ABOUT: _("To talk about, gently"),
    Question.FEEL_LOVED: _("Would help me feel loved"),
    Question.SMALL_THING_WENT: _("Last week’s small thing"),
    Question.SMALL_THING: _("A small thing for the coming week"),
}


def answered(answers: Answers) -> tuple[Question, ...]:
    """The questions that were answered, in order.

    >>> answered(Answers(closeness=3, small_thing="Tea"))
    (<Question.CLOSENESS: 'closeness'>, <Question.SMALL_THING: 'small-thing'>)
    """
    given = {
        Question.APPRECIATED: answers.appreciated,
        Question.WENT_WELL: answers.went_well,
        Question.CLOSENESS: answers.closeness,
        Question.STATEMENTS: answers.ratings,
        Question.TALK_ABOUT: answers.talk_about,
        Question.FEEL_LOVED: answers.feel_loved,
        Question.SMALL_THING_WENT: answers.small_thing_went,
        Question.SMALL_THING: answers.small_thing,
    }
    return tuple(question for question in Question if given[question])
