"""Strategy 4: for those who want to help at once, and find that it does not help."""

from tracker.catalogue.sources import COHEN_2012, GABLE_2006, LAURENCEAU_1998
from tracker.domain.habits import Mode
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Known, ResearchFinding, Step, Strategy, Suggestion
from tracker.domain.texts import _

EMPATHY = Strategy(
    number=4,
    slug="empathy",
    name=_("Answer with empathy"),
    essence=_("First show your partner that you have understood; advice can wait."),
    why=(
        _(
            "When someone we love is unhappy, we want to repair it. So we explain, advise, cheer them up or "
            "defend ourselves. It is well meant, and it can leave the other more alone than before."
        ),
        _(
            "Most of us want to know one thing first: do you see what this is like for me? Once that is "
            "clear, there is room for solutions. Sometimes none is needed any more."
        ),
        _(
            "Understanding is not agreeing. You can see why something hurt, and still see the matter "
            "differently."
        ),
    ),
    exception=_(
        "Seeing why somebody is upset is one thing, putting up with it is another. If your partner insults you, "
        "threatens you or hurts you, you need not look for the part that makes sense. No feeling makes it right, "
        "and your understanding would not end it."
    ),
    how=(
        Step(
            name=_("Turn towards them"),
            text=_("Put down what you are holding and turn to them. It takes a second and says: I am here."),
        ),
        Step(
            name=_("Guess the feeling"),
            text=_(
                "“That sounds exhausting.” “Did that hurt?” A wrong guess does no harm when it is offered as "
                "a guess."
            ),
        ),
        Step(
            name=_("Say which part makes sense"),
            text=_(
                "“No wonder you were upset, after such a week.” Find the part you can honestly follow, and "
                "say that part."
            ),
        ),
        Step(
            name=_("Ask what would help"),
            text=_("“Shall I listen, or shall we look for a way out?” Then do the one they choose."),
        ),
        Step(
            name=_("When it is about you"),
            text=_(
                "Hear it to the end before you explain. “I can see that it hurt” is no admission of guilt. "
                "And no one has to listen to insults: then you may leave the room."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("You have a solution on the tip of your tongue."),
            say=_("I have an idea, but first I’d like to understand. What was the worst part?"),
        ),
        HardMoment(
            when=_("They are upset with you."),
            say=_(
                "I can hear that this hurt you, and I want to understand it before I answer. Tell me more."
            ),
        ),
        HardMoment(
            when=_("You cannot follow what they feel."),
            say=_("I don’t quite understand yet, and I’d like to. Can you tell me in another way?"),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="look-up",
            name=_("Put the phone down when your partner speaks to you"),
            mode=Mode.EACH,
            schedule=DAILY,
            cue=_("When they begin to speak"),
            minutes=1,
        ),
        Suggestion(
            slug="listen-or-help",
            name=_("Ask “Shall I listen or help?” before you give advice"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("When they tell you about a problem"),
            minutes=5,
        ),
        Suggestion(
            slug="guess-the-feeling",
            name=_("Say how your partner may be feeling, and ask whether you are right"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("When they talk about their day"),
            minutes=2,
        ),
        Suggestion(
            slug="say-it-back",
            name=_("Repeat what you heard in your own words before you answer"),
            mode=Mode.EACH,
            schedule=TimesAWeek(2),
            cue=_("When the subject is a hard one"),
            minutes=2,
        ),
        Suggestion(
            slug="makes-sense",
            name=_("Find one thing in your partner’s view that makes sense, and say so"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("After you have disagreed"),
            minutes=3,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "In diaries, people feel close after they have told something of themselves when they also "
                "feel understood. Telling alone does less."
            ),
            known=Known.SOME,
            sources=(LAURENCEAU_1998,),
        ),
        ResearchFinding(
            text=_(
                "What counts most may be that the other is seen to try. Among 156 couples the effort mattered"
                " at least as much as guessing right."
            ),
            known=Known.SOME,
            sources=(COHEN_2012,),
        ),
        ResearchFinding(
            text=_(
                "Good news is a moment for it too: being glad with the other went along with a happier "
                "couple, even more than comfort after bad news."
            ),
            known=Known.SOME,
            sources=(GABLE_2006,),
        ),
    ),
)
