"""Strategy 3: for those who live side by side and hardly meet."""

from tracker.catalogue.works.time import ARON_2000, COULTER_2013, FLOOD_2016
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

TIME = Strategy(
    number=3,
    slug="time",
    name=_("Make time for each other"),
    essence=_("Keep a few minutes of the day for the two of you, and guard them."),
    why=(
        _(
            "You can love someone and hardly see them. Work, children, screens and tiredness take all they "
            "are given. What remains is often the end of a sofa at ten at night."
        ),
        _(
            "It does not take a weekend away. Ten minutes in which nobody looks at a screen can do more than "
            "a whole evening beside two phones."
        ),
        _(
            "Time that is not agreed on goes to something else. A small fixed slot may sound dull. It is "
            "also how most things that matter get done."
        ),
    ),
    exception=_(
        "Time together is good where both like to be there. If you are afraid of your partner, or have to "
        "account for the hours you spend without them, more of it is not what you need. Hold on to the hours "
        "that are yours and to the people who are glad to see you: some of them may be able to help."
    ),
    how=(
        Step(
            name=_("Find minutes that are already there"),
            text=_(
                "The first coffee, the walk from the station, the quiet after the children are asleep. Hang "
                "something small on one of them."
            ),
        ),
        Step(
            name=_("Put the screens elsewhere"),
            text=_(
                "In another room, rather than face down on the table. It is easier when both do it, and one "
                "can begin."
            ),
        ),
        Step(
            name=_("Keep your hands busy"),
            text=_(
                "Cook, walk, play cards, fold the washing together. Talking comes easier when nobody has to "
                "talk."
            ),
        ),
        Step(
            name=_("Plan one date"),
            text=_(
                "An hour or two, once or twice a month, in the calendar. At home is fine. Take turns "
                "with the idea."
            ),
        ),
        Step(
            name=_("Leave the big subjects outside"),
            text=_("Bills and relatives can wait for a talk. This time is for liking each other."),
        ),
    ),
    words=(
        HardMoment(
            when=_("They say they have no time."),
            say=_("I know how full your days are. Could we have ten minutes, and you choose when?"),
        ),
        HardMoment(
            when=_("You sit together, and there is nothing to say."),
            say=_("We don’t have to talk. I like just sitting here with you."),
        ),
        HardMoment(
            when=_("The evening you had planned fell through."),
            say=_(
                "I’d been looking forward to it. Shall we pick another evening right now, before the week "
                "fills up?"
            ),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="phones-away",
            name=_("Put both phones in another room during dinner"),
            mode=Mode.TOGETHER,
            schedule=DAILY,
            cue=_("When the food is on the table"),
            minutes=1,
        ),
        Suggestion(
            slug="proper-hello",
            name=_("Stop what you are doing and say hello when your partner comes home"),
            mode=Mode.EACH,
            schedule=DAILY,
            cue=_("When the door opens"),
            minutes=1,
        ),
        Suggestion(
            slug="first-cup",
            name=_("Drink one cup of tea or coffee together, with no screen near"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(4),
            cue=_("In the morning, before the day begins"),
            minutes=9,
        ),
        Suggestion(
            slug="round-the-block",
            name=_("Walk once around the block together"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(2),
            cue=_("After dinner"),
            minutes=9,
        ),
        Suggestion(
            slug="next-date",
            name=_("Put one thing you will do together into the calendar"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(1),
            cue=_("On Sunday evening"),
            minutes=5,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "In the time diaries of many thousands of married people, moments with the partner were happier and "
                "less strained than others, and felt more meaningful. Contented couples may simply seek each other "
                "out more, too."
            ),
            sources=(FLOOD_2016,),
        ),
        ResearchFinding(
            text=_(
                "Seven minutes of something new and lively together did more, in a laboratory, than seven "
                "minutes of something ordinary: couples then thought more highly of what they have. Three "
                "experiments saw this. They looked right afterwards, and no later."
            ),
            sources=(ARON_2000,),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "Of 101 couples half were asked to do something exciting together, an hour and a half a "
                "week. After four weeks they were more content than the half that waited. Four "
                "months later they were still more content than at the start, with nobody to compare "
                "them with. Something ordinary might do as much."
            ),
            sources=(COULTER_2013,),
            helps=True,
        ),
    ),
)
