"""Strategy 2: for those who talk all day and still do not know how the other is."""

from tracker.catalogue.works.communicate import (
    BLANCHARD_2009,
    HAWKINS_2008,
    LAVNER_2016,
    ROSS_2019,
    SCHRODT_2014,
)
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

COMMUNICATE = Strategy(
    number=2,
    slug="communicate",
    name=_("Communicate openly and honestly"),
    essence=_("Say kindly what is true for you, and let your partner finish."),
    why=(
        _(
            "Two people can talk all day: who buys milk, who takes the car, when the plumber comes. It keeps "
            "the house going. It tells neither of you how the other is."
        ),
        _(
            "What stays unsaid does not go away. It comes out as a sigh, a sharp answer, an early night. A "
            "small honest sentence today is easier than a big one in a year."
        ),
        _(
            "Being open does not mean saying everything at once. It means that what you say is true, that it "
            "is about you and not against them, and that there is room for a reply."
        ),
    ),
    exception=_(
        "All this is for two who can say no to each other. If you are afraid of your partner, or if what you "
        "say is used against you later, you owe nobody an honest answer: say as little as you like, and talk to "
        "somebody outside. No better words of yours would stop a person who hurts you, and none of your words "
        "are the cause."
    ),
    how=(
        Step(
            name=_("Pick a quiet moment"),
            text=_(
                "Not in the doorway, not hungry, not at midnight. Ask first: “Is this a good time?” If it is "
                "not, agree on when."
            ),
        ),
        Step(
            name=_("Speak for yourself"),
            text=_(
                "Say what happened, how it was for you, and what you would like. “When we eat in silence, I "
                "feel alone. I would like us to talk a little.” Leave out “always” and “never”."
            ),
        ),
        Step(
            name=_("Take turns"),
            text=_(
                "One speaks for a few minutes, the other only listens. Then swap. A kitchen timer keeps "
                "it fair."
            ),
        ),
        Step(
            name=_("Say back what you heard"),
            text=_(
                "“So it was the silence, more than the late hour?” If you got it wrong, let them put it "
                "right. You do not have to agree."
            ),
        ),
        Step(
            name=_("Stop while it is still good"),
            text=_(
                "A quarter of an hour is plenty. If it gets loud, pause, and say when you will come back to "
                "it. Then do come back."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("You want to bring up something difficult."),
            say=_(
                "There’s something on my mind. I’d like to tell you how it is for me, and then hear how it "
                "is for you. When would be a good time?"
            ),
        ),
        HardMoment(
            when=_("It is getting loud."),
            say=_("I want to hear this, and right now I can’t. Give me twenty minutes, and I’ll come back."),
        ),
        HardMoment(
            when=_("It came out sharper than you meant."),
            say=_("That came out wrong. May I try again?"),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="real-question",
            name=_("Ask one question that is not about chores or plans"),
            mode=Mode.EACH,
            schedule=DAILY,
            cue=_("During dinner"),
            minutes=3,
        ),
        Suggestion(
            slug="best-and-hardest",
            name=_("Tell each other the best and the hardest moment of the day"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(4),
            cue=_("In bed, before the light goes out"),
            minutes=5,
        ),
        Suggestion(
            slug="i-would-like",
            name=_("Say one wish as a wish, starting with “I would like”"),
            mode=Mode.EACH,
            schedule=TimesAWeek(2),
            cue=_("When you are about to complain"),
            minutes=1,
        ),
        Suggestion(
            slug="three-minutes-each",
            name=_("Talk in turns: three minutes each, while the other only listens"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(2),
            cue=_("After dinner, on the sofa"),
            minutes=8,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "One presses, the other withdraws: over seventy studies, as we have read, link this with "
                "couples being less content. It need not be so for everybody: where money was short, two "
                "other studies saw some good in withdrawing. None of them shows what causes what."
            ),
            sources=(SCHRODT_2014, ROSS_2019),
        ),
        ResearchFinding(
            text=_(
                "How to talk and listen can be learned. Courses for couples make a moderate difference to how people "
                "speak with each other, more in the eyes of those who watch than in their own. What they do for "
                "couples with little money, these studies cannot say."
            ),
            sources=(BLANCHARD_2009, HAWKINS_2008),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "Whether better talk makes couples happier in the long run is less clear than it sounds. "
                "Among 431 newly married couples, good talk sometimes came first and being content later, "
                "and sometimes it was the other way round. Neither was a strong link."
            ),
            sources=(LAVNER_2016,),
        ),
    ),
)
