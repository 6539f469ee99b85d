"""Strategy 4: for those who want to help at once, and find that it does not help."""

from tracker.catalogue.works.empathy import COHEN_2012, GABLE_2004, GABLE_2006, LAURENCEAU_1998
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

EMPATHY = Strategy(
    number=4,
    slug="empathy",
    name=_("Answer with empathy"),
    essence=_("First show your partner that you have understood; advice can wait."),
    why=(
        _(
            "When someone we love is unhappy, we want to fix it. So we explain, advise, cheer them up or "
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
                "In diaries of everyday conversations, with all sorts of people, one felt closer where both told "
                "something of themselves, and feelings more than facts. Part of that went by way of feeling "
                "understood."
            ),
            sources=(LAURENCEAU_1998,),
        ),
        ResearchFinding(
            text=_(
                "What counts most may be that the other is seen to try. Among 156 couples, feeling that the other "
                "tried went along more with being content than guessing right did. It is a link, and no proof."
            ),
            sources=(COHEN_2012,),
        ),
        ResearchFinding(
            text=_(
                "Good news is a moment for it too. Couples in which the other shares the gladness fared better in "
                "three studies. In one of them this told more about the couple two months later than how they "
                "answered bad news. Such studies show links."
            ),
            sources=(GABLE_2006, GABLE_2004),
        ),
    ),
)
