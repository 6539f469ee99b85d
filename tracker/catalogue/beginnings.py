"""What helps to begin: lines for a note, for the jar, for an answer, for a talk, and what to take to an appointment."""

from collections.abc import Mapping
from datetime import date

from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.talk_scenes import Scene
from tracker.domain.texts import _

BEGINNINGS_AT_ONCE = 3

# Beginnings that lead to one exact thing, and to what it did.
FOR_A_NOTE = (
    _("When you …, I could breathe again."),
    _("I saw that you …, though you were tired."),
    _("You remembered …, and I felt seen."),
    _("Because you …, I had time for …"),
    _("I smiled when you …"),
    _("You did not have to …, and you did."),
    _("It helped me that you …"),
    _("I would not have managed … without you."),
    _("What you said about … is still with me."),
)

# What may help to write for a day one does not know yet.
FOR_THE_JAR = (
    _("When it all gets too much: …"),
    _("What I love about you: …"),
    _("Do you remember how …?"),
    _("Whatever happened today, …"),
    _("You have come through … So you will come through this."),
)

# What helps before one says anything: to understand first, and to leave repairing for later.
BEFORE_YOU_ANSWER = (
    _("Read it twice. The first time we mostly look for ourselves in it; the second time we see the other."),
    _("Say what you have understood before you say what you think. “I hear you” can be all of it."),
    _("A feeling needs no proof. “No wonder” does more good than a reason why it need not be so."),
    _("Leave out “but”. Keep good ideas for the moment when somebody asks for one."),
)

# Lines to begin with, which see and do not repair.
OPENERS: Mapping[CheckInQuestion, tuple[str, ...]] = {
    CheckInQuestion.APPRECIATED: (_("I did not know that you had noticed."), _("That makes me glad.")),
    CheckInQuestion.WENT_WELL: (_("I was glad of that too."), _("I love that this was good for you.")),
    CheckInQuestion.CLOSENESS: (
        _("Thank you for being honest with me."),
        _("I would like to hear what that was like for you."),
    ),
    CheckInQuestion.STATEMENTS: (
        _("I can see what was hard this week."),
        _("Help me understand this a little better."),
    ),
    CheckInQuestion.TALK_ABOUT: (
        _("This matters to you, so it matters to me."),
        _("No wonder it is on your mind."),
        _("I want to understand it before I answer."),
    ),
    CheckInQuestion.FEEL_LOVED: (_("I can see why that would do you good."), _("I will keep this in mind.")),
    CheckInQuestion.SMALL_THING_WENT: (_("Thank you for trying."), _("It is fine either way.")),
    CheckInQuestion.SMALL_THING: (_("I will look out for it."), _("That is a lovely thought.")),
}

# What helps in a talk, for each side of the table.
HELP_IN_A_TALK = {
    Scene.SPEAKING: (
        _("Speak for yourself: begin with “I”."),
        _("Stay with one thing."),
        _("Say how it feels, and what you need."),
    ),
    Scene.LISTENING: (
        _("Give them your full attention; the phone can wait."),
        _("You need no answer, and no advice."),
        _("Soon you say back what you heard."),
        _("Nobody has to listen to insults: you can end the talk here."),
    ),
    Scene.SAYING_BACK: (
        _("Use words of your own. A few sentences are plenty."),
        _("You do not have to agree with it."),
    ),
    Scene.CHECKING: (
        _("Let them finish first."),
        _("It need not be perfect. Is the heart of it there?"),
    ),
    Scene.RESTING: (
        _("Twenty minutes let a racing heart settle: a walk, some water, an open window."),
        _("Nobody wins a talk. You are on the same side."),
        _("Say when you would like to go on. “Not today” is an answer too."),
    ),
}

# What may be of use at an appointment.
TO_BRING = (
    _("What brings us here, in three sentences"),
    _("What should be different in three months"),
    _("The questions not to be forgotten"),
    _("The summary, printed"),
    _("The insurance card"),
    _("The referral, if there is one"),
    _("A list of medicines"),
    _("Something to write with"),
    _("Handkerchiefs, and time for a walk afterwards"),
)


def beginnings_for(day: date) -> tuple[str, ...]:
    """Some of the beginnings of a note, others the next day.

    >>> beginnings_for(date(2026, 3, 1)) == beginnings_for(date(2026, 3, 2))
    False
    """
    first = day.toordinal() * BEGINNINGS_AT_ONCE
    return tuple(FOR_A_NOTE[(first + n) % len(FOR_A_NOTE)] for n in range(BEGINNINGS_AT_ONCE))
