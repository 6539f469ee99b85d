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

# What helps before one says anything: to understand first, and to leave repairing for later.
BEFORE_YOU_ANSWER = (
    _("Read it twice. The first time we mostly look for ourselves in it; the second time we see the other."),
    _("Say what you have understood before you say what you think. “I hear you” can be all of it."),
    _("A feeling needs no proof. “No wonder” does more good than a reason why it need not be so."),
    _("Do without “but”. Leave good ideas for the moment when somebody asks for one."),
)

# Lines to begin with, which see and do not repair.
OPENERS: Mapping[Question, tuple[str, ...]] = {
    Question.APPRECIATED: (_("I did not know that you had noticed."), _("That warms me.")),
    Question.WENT_WELL: (_("I was glad of that too."), _("I love that this was good for you.")),
    Question.CLOSENESS: (
        _("Thank you for being honest with me."),
        _("I would like to hear what that was like for you."),
    ),
    Question.STATEMENTS: (
        _("I can see what was hard this week."),
        _("Help me understand this a little better."),
    ),
    Question.TALK_ABOUT: (
        _("This matters to you, so it matters to me."),
        _("No wonder it is on your mind."),
        _("I want to understand it before I answer."),
    ),
    Question.FEEL_LOVED: (_("I can see why that would do you good."), _("I will keep this in mind.")),
    Question.SMALL_THING_WENT: (_("Thank you for trying."), _("It is fine either way.")),
    Question.SMALL_THING: (_("I will look out for it."), _("That is a lovely thought.")),
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
