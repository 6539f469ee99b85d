"""Strategy 9: for those who see what the other does and forget to say it."""

from tracker.catalogue.works.gratitude import (
    ALGOE_2010,
    ALGOE_2016,
    CHANG_2022,
    DICKENS_2017,
    GORDON_2012,
    KIRCA_2023,
)
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

GRATITUDE = Strategy(
    number=9,
    slug="gratitude",
    name=_("Show gratitude and appreciation"),
    essence=_("Notice what your partner does, and say it so that they hear it."),
    why=(
        _(
            "What works becomes invisible. The full fridge, the paid bill, the coffee that is already made: "
            "we notice them on the day they are not there."
        ),
        _(
            "You probably think more kind things about your partner than you say. As long as they stay "
            "thoughts, only one of you has them."
        ),
        _(
            "Thanks do not wipe away what is hard, and are not meant to. They put the rest of the picture "
            "back in."
        ),
    ),
    exception=_(
        "Thanks are a gift, and nobody can demand them. If your partner is kind between the times when "
        "they frighten you or hurt you, you need not weigh the one against the other. The good days were "
        "real, and they do not make it right."
    ),
    how=(
        Step(
            name=_("Be exact"),
            text=_(
                "“Thank you for getting up so that I could sleep” says more than “thanks for everything”."
            ),
        ),
        Step(
            name=_("Include the ordinary"),
            text=_("Also what was agreed, also what they always do. It is good to be seen doing it."),
        ),
        Step(
            name=_("Say what it did for you"),
            text=_("“I could sit down for ten minutes.” That is the part they cannot know."),
        ),
        Step(
            name=_("Write some of it down"),
            text=_(
                "A note on the wall can be read again on a bad day. It also waits there for a partner who "
                "has not joined yet."
            ),
        ),
        Step(
            name=_("Let yourself be thanked"),
            text=_("Do not wave it away. “I am glad you noticed” is enough."),
        ),
    ),
    words=(
        HardMoment(
            when=_("It was a hard week, and nothing comes to mind."),
            say=_("It’s been a hard week, and you were here all through it. Thank you for that."),
        ),
        HardMoment(
            when=_("You are still upset, and you also see something good."),
            say=_("I’m still upset about yesterday. I also saw that you did the whole kitchen. Thank you."),
        ),
        HardMoment(
            when=_("You would like to be thanked more yourself."),
            say=_(
                "Would you tell me now and then when something I do is good for you? It would help me a lot."
            ),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="one-thank-you",
            name=_("Thank your partner for one exact thing they did today"),
            mode=Mode.EACH,
            schedule=DAILY,
            cue=_("Before you go to sleep"),
            minutes=1,
        ),
        Suggestion(
            slug="wall-note",
            name=_("Write a note on the wall about something you liked"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("While the kettle boils"),
            minutes=3,
        ),
        Suggestion(
            slug="three-good-things",
            name=_("Find three good things about today together"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(3),
            cue=_("In bed, with the light off"),
            minutes=4,
        ),
        Suggestion(
            slug="in-their-hearing",
            name=_("Say something good about your partner to someone else while they can hear it"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("When you are with friends or family"),
            minutes=1,
        ),
        Suggestion(
            slug="one-photo",
            name=_("Look at one old photo together and say what you remember"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(1),
            cue=_("At the weekend"),
            minutes=5,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "In couples’ diaries, feeling grateful for a kind deed went along with feeling closer on the day "
                "after, for both of them."
            ),
            sources=(ALGOE_2010,),
        ),
        ResearchFinding(
            text=_(
                "Those who feel appreciated tend to appreciate more in return; and those who appreciate, to care for "
                "what the other needs, and to stay. Three studies say so, and show a link."
            ),
            sources=(GORDON_2012,),
        ),
        ResearchFinding(
            text=_(
                "Asking couples to say thanks more often has been tried twice, for some weeks. In one "
                "experiment it did little, and did most where whoever gave thanks came across as caring. "
                "In the other the two spent more time in one place."
            ),
            sources=(ALGOE_2016, CHANG_2022),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "Exercises in gratitude do a little good on average, and so does saying thanks to "
                "somebody. Compared with other pleasant exercises, less of that remains. Expect something "
                "small."
            ),
            sources=(DICKENS_2017, KIRCA_2023),
            helps=True,
        ),
    ),
)
