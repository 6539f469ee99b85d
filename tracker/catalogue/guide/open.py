"""Strategy 10: for those to whom it goes better, and who want it to stay that way."""

from tracker.catalogue.works.open import CORDOVA_2014, FENTZ_2017, JOEL_2020
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

OPEN = Strategy(
    number=10,
    slug="open",
    name=_("Keep the lines open"),
    essence=_("Ask each other regularly how it is going, while it is still easy to say."),
    why=(
        _(
            "It gets better, and then people stop doing what made it better. That is only human. Asking, as "
            "a small fixed habit, helps it last."
        ),
        _(
            "A fixed day also makes it lighter. Nobody has to announce a serious talk; it is simply Sunday. "
            "And small things come up while they are small."
        ),
        _(
            "The check-in is not a test, and there is no score. Each of you says how the week was, and then "
            "reads what the other wrote."
        ),
    ),
    exception=_(
        "A check-in asks for true answers, and somebody reads them. If you are afraid of how your partner "
        "will take them, write only what feels safe, keep it for yourself, or leave it out: nobody has to "
        "know how you are. Where it is not safe to answer, asking every week does not make it safe."
    ),
    how=(
        Step(
            name=_("Choose a day"),
            text=_(
                "The same one every week, when you are seldom in a hurry. Each of you fills in the check-in "
                "alone, in a few minutes."
            ),
        ),
        Step(
            name=_("Read the good part first"),
            text=_("Start with what your partner appreciated. The rest is easier to read after that."),
        ),
        Step(
            name=_("Talk about one thing"),
            text=_("One subject each, gently. The others can wait a week."),
        ),
        Step(
            name=_("End with something small"),
            text=_("Choose one small thing for the coming week. One tap turns it into a habit."),
        ),
        Step(
            name=_("Leave a door open in between"),
            text=_(
                "Agree on a sentence that means: I need ten minutes with you soon. Then nobody has to guess."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("It goes well, and you do not want to stir things up."),
            say=_("It’s been good with us lately. I’d like to keep asking how you are, just because."),
        ),
        HardMoment(
            when=_("Something in their check-in hurts."),
            say=_(
                "Thank you for writing that so honestly. It stung a bit. Can we look at it tomorrow, when "
                "we’re both rested?"
            ),
        ),
        HardMoment(
            when=_("Your partner does not feel like filling it in."),
            say=_("No hurry. If you like, just tell me one good thing and one hard thing about the week."),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="good-night",
            name=_("Say good night to each other, also after a bad day"),
            mode=Mode.TOGETHER,
            schedule=DAILY,
            cue=_("Before the light goes out"),
            minutes=1,
        ),
        Suggestion(
            slug="noon-message",
            name=_("Send one message that is not about arrangements"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("At lunch"),
            minutes=2,
        ),
        Suggestion(
            slug="weekly-check-in",
            name=_("Fill in this week’s check-in"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("On Sunday, with a cup of tea"),
            minutes=8,
        ),
        Suggestion(
            slug="read-together",
            name=_("Read your opened check-ins together, the good parts first"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(1),
            cue=_("The evening after the check-in"),
            minutes=9,
        ),
        Suggestion(
            slug="how-are-we",
            name=_("Ask “How are we?” and listen to the whole answer"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("On a walk"),
            minutes=5,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "Having the state of things looked at and summed up, by a therapist or in a report, helped a little "
                "in twelve experiments, up to half a year later. Our weekly check-in is not the same thing: nobody "
                "sums it up for you."
            ),
            sources=(FENTZ_2017,),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "Of 215 couples half had such a check, and another a year later. Over two years they felt somewhat "
                "closer than the half that waited."
            ),
            sources=(CORDOVA_2014,),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "In 43 studies together, how people see their life as a couple said more about how "
                "content they are in it than what each of them is like: how committed the other seems, "
                "how much they value the other, how content they are with sex, how they argue. How that "
                "would change over time nobody could tell."
            ),
            sources=(JOEL_2020,),
        ),
    ),
)
