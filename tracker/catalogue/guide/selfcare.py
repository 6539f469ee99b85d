"""Strategy 6: for those who look after everyone else first."""

from tracker.catalogue.works.selfcare import CERNADAS_2021, GORDON_2014, HASLER_2010
from tracker.catalogue.works.understand import NEFF_2009
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

SELFCARE = Strategy(
    number=6,
    slug="selfcare",
    name=_("Look after yourself"),
    essence=_("You matter too, and someone who is rested has more room for another."),
    why=(
        _(
            "Someone who sleeps badly, never gets out and swallows every worry has little left at the end of "
            "the day. Patience, curiosity, desire: all of them need rest."
        ),
        _(
            "Looking after yourself is not turning away from your partner. It takes a weight off them: they "
            "need not be the source of everything good in your life."
        ),
        _("And it is yours, whatever happens between the two of you. It needs no other reason."),
    ),
    exception=_(
        "Sleep, friends, fresh air, money of your own: nobody has to allow you these. If your partner decides "
        "when you go out and whom you see, or if you pay for every free evening with a scene, there is nothing "
        "to give in return. If you are afraid of your partner, telling one other person is a way to look after "
        "yourself."
    ),
    how=(
        Step(
            name=_("Begin with the body"),
            text=_("Sleep, food, daylight, movement. Not exciting, but the rest is harder without them."),
        ),
        Step(
            name=_("Choose one thing that is only yours"),
            text=_("A book, a run, an instrument, a friend. Small enough to fit into a bad week."),
        ),
        Step(
            name=_("Say when, and make room in return"),
            text=_(
                "“On Tuesdays I go swimming” is easier to live with than a closed door. Ask which hours your "
                "partner would like."
            ),
        ),
        Step(
            name=_("Keep it private if you like"),
            text=_(
                "You can mark a personal habit as private. Your partner then sees nothing of it, not even a "
                "count."
            ),
        ),
        Step(
            name=_("Take low days seriously"),
            text=_(
                "If sadness, worry or drinking has stayed for weeks, see a doctor. If you think of ending "
                "your life, call a crisis line or the emergency number today."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("You need an hour alone and feel guilty."),
            say=_(
                "I need an hour to myself tonight. It isn’t about you. After that I’d like to sit with you."
            ),
        ),
        HardMoment(
            when=_("Your partner has no strength left."),
            say=_("You look worn out. Go and lie down, I’ve got this evening."),
        ),
        HardMoment(
            when=_("Your partner feels left out by your plans."),
            say=_("I’d like to keep my Tuesdays. And I’d like an evening that’s ours. Which one suits you?"),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="daylight",
            name=_("Step outside for a few minutes of daylight"),
            mode=Mode.ONE,
            schedule=DAILY,
            cue=_("After lunch"),
            minutes=5,
        ),
        Suggestion(
            slug="phone-to-bed",
            name=_("Put the phone away half an hour before you sleep"),
            mode=Mode.ONE,
            schedule=DAILY,
            cue=_("When you have brushed your teeth"),
            minutes=1,
        ),
        Suggestion(
            slug="write-a-friend",
            name=_("Send a few lines to a friend"),
            mode=Mode.ONE,
            schedule=TimesAWeek(2),
            cue=_("While the kettle boils"),
            minutes=3,
        ),
        Suggestion(
            slug="stretch",
            name=_("Stretch or move for five minutes"),
            mode=Mode.ONE,
            schedule=TimesAWeek(4),
            cue=_("After getting up"),
            minutes=5,
        ),
        Suggestion(
            slug="nothing-useful",
            name=_("Sit for five minutes and do nothing useful"),
            mode=Mode.ONE,
            schedule=TimesAWeek(3),
            cue=_("By an open window"),
            minutes=5,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "After a bad night couples report more quarrels, and read each other less well; it is enough that one "
                "of the two has slept badly. Couples whom an experiment kept awake felt worse before and after a "
                "dispute than those who had slept."
            ),
            sources=(GORDON_2014, CERNADAS_2021),
        ),
        ResearchFinding(
            text=_(
                "It may go both ways. In 29 couples, followed for a week, a better night came before a smoother day "
                "for one of the two, and a smoother day before a better night for the other. So few couples can "
                "easily mislead."
            ),
            sources=(HASLER_2010,),
        ),
        ResearchFinding(
            text=_(
                "Those under more strain than usual react more strongly to small ups and downs with their partner, "
                "two diary studies say. That looking after yourself helps you both is our conclusion from it. They "
                "did not test that."
            ),
            sources=(NEFF_2009,),
        ),
    ),
)
