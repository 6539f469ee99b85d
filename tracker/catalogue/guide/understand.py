"""Strategy 1: for those who feel a distance and do not know yet what it is made of."""

from tracker.catalogue.works.understand import (
    FINKEL_2013,
    FRATTAROLI_2006,
    KARNEY_1995,
    MEADS_2005,
    MOGK_2006,
    NEFF_2009,
    SMYTH_1998,
)
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

UNDERSTAND = Strategy(
    number=1,
    slug="understand",
    name=_("Understand where the distance comes from"),
    essence=_("Look calmly at what has come between you before you try to change it."),
    why=(
        _(
            "Distance rarely arrives in one day. It gathers: a hard year at work, a quarrel that never quite "
            "ended, a new baby, an illness, money, a parent who needs care. It may have little to do with "
            "how much you like each other."
        ),
        _(
            "When we do not know the cause, we guess, and tired people guess harshly. “They do not care” "
            "hurts more than “they have hardly slept since March”, and it may not even be true."
        ),
        _(
            "You need not find the one true reason. A rough map is enough: what weighs on me, what may weigh "
            "on my partner, what weighs on us both. It shows where something small could help."
        ),
    ),
    exception=_(
        "If what you find is fear, leave the map. If you are afraid of how your partner would react, do "
        "not tell them just to find out, and do not go looking for your share in it. Talk to somebody "
        "outside first."
    ),
    how=(
        Step(
            name=_("Begin with your own side"),
            text=_(
                "What has been heavy for you lately: work, sleep, health, family, money, an old hurt? Write "
                "two or three lines, and share them only if you want to."
            ),
        ),
        Step(
            name=_("Look for the turn"),
            text=_(
                "When did you last feel close? What came after that: a move, a birth, a new job, a quarrel? "
                "You need no exact date."
            ),
        ),
        Step(
            name=_("Wonder about your partner"),
            text=_(
                "What may be heavy for them? Write it down as a question, not as a verdict. “We have not "
                "eaten together this week” is a fact. “They avoid me” is a guess. Hold guesses loosely."
            ),
        ),
        Step(
            name=_("Share one thing, from your side"),
            text=_(
                "If you like, tell your partner one thing you found out about yourself. Leave their side to "
                "them."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("You ask what is wrong, and they say: nothing."),
            say=_(
                "All right, I won’t push. I’d just like to know how you are, whenever you feel like telling "
                "me."
            ),
        ),
        HardMoment(
            when=_("You see that part of it is your own doing."),
            say=_(
                "I’ve been thinking. These last months I was hardly here, even when I was at home. I’m "
                "sorry, and I’d like to change that."
            ),
        ),
        HardMoment(
            when=_("You each tell a different story of how it began."),
            say=_("Maybe we don’t have to agree on how it began. What has it been like for you?"),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="one-weight",
            name=_("Write one line about what weighed on you today"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("In bed, before the light goes out"),
            minutes=2,
        ),
        Suggestion(
            slug="hardest-part",
            name=_("Ask your partner what the hardest part of their day was"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("When you are both at home"),
            minutes=5,
        ),
        Suggestion(
            slug="guess-to-question",
            name=_("Turn one thing you assume about your partner into a question"),
            mode=Mode.EACH,
            schedule=TimesAWeek(2),
            cue=_("When you catch yourself guessing"),
            minutes=2,
        ),
        Suggestion(
            slug="close-moment",
            name=_("Write down one moment of this week when you felt close"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("On Sunday evening"),
            minutes=3,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "A review of 115 studies that followed married couples for years sorts what it found into three: what "
                "each brings along, strain from outside, and how the two handle it together. It is a map to look "
                "with, no proof of causes."
            ),
            sources=(KARNEY_1995,),
        ),
        ResearchFinding(
            text=_(
                "In times that are heavy for other reasons, the small ups and downs between two people "
                "weigh more on how content they are together. Two diary studies of newly married couples "
                "saw this. Whether it helps to know about it, they did not ask."
            ),
            sources=(NEFF_2009,),
        ),
        ResearchFinding(
            text=_(
                "Writing about what weighs on you helps very little on average. One work weighs 146 "
                "experiments and finds a small gain; two others, of 30 and of 61, find next to none. "
                "Right afterwards you may feel worse than before. If it does you no good, leave it."
            ),
            sources=(FRATTAROLI_2006, SMYTH_1998),
            against=(MOGK_2006, MEADS_2005),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "120 couples were followed for two years. In the first, they grew less content. In the "
                "second, half of them wrote three times, for seven minutes, about a disagreement as "
                "somebody who wishes both well would see it: with them it went no further down, with the "
                "others it did. One study, with volunteers."
            ),
            sources=(FINKEL_2013,),
            helps=True,
        ),
    ),
)
