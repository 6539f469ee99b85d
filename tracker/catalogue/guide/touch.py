"""Strategy 8: for those who hardly touch any more and would both like to."""

from tracker.catalogue.works.touch import DEBROT_2013, PACKHEISER_2024
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

TOUCH = Strategy(
    number=8,
    slug="touch",
    name=_("Be close physically"),
    essence=_("Small touches that both of you want, and that nobody owes."),
    why=(
        _(
            "There is much between no touch at all and sex: a hand on a shoulder, feet that meet under the "
            "blanket, a hug that lasts. Where closeness has become rare, this is a good place to begin. If "
            "every touch might be a request for more, even a hug gets harder. So agree that a hug is a hug."
        ),
        _(
            "Nobody owes touch. Pain, tiredness, a bad memory, no wish for it today: each is reason enough, "
            "and no reason has to be given. A yes is worth something where a no is welcome."
        ),
    ),
    exception=_(
        "If saying no feels risky, if you are touched when you do not want it, or if you go along so that "
        "there is no scene, leave this page for now. Nothing is wrong with you, and you owe nothing. If "
        "you are afraid of your partner, there are people who know about this."
    ),
    how=(
        Step(
            name=_("Ask"),
            text=_("“Would you like a hug?” It may feel odd for a week. Then it is simply a kind question."),
        ),
        Step(
            name=_("Let a no be easy"),
            text=_(
                "“Thank you for telling me” is a good answer. No sulking, no asking why, no second try that "
                "evening."
            ),
        ),
        Step(
            name=_("Say where it ends"),
            text=_("Agree beforehand: just holding, nothing more. Then both of you can relax."),
        ),
        Step(
            name=_("Start where it is easy"),
            text=_(
                "Sitting close for one song. Holding hands on the way to the shop. Take the next small step "
                "only when both would like to, and stop whenever one of you wants to stop."
            ),
        ),
        Step(
            name=_("When the body makes it hard"),
            text=_(
                "Illness, medicines, birth, age and grief change how touch feels. It is an ordinary thing to "
                "ask a doctor about."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("You long for closeness and are shy to say so."),
            say=_("I’d love to hold you for a minute. Only if you’d like that too. No is fine."),
        ),
        HardMoment(
            when=_("You do not want to be touched just now."),
            say=_("Not tonight. Thank you for asking first."),
        ),
        HardMoment(
            when=_("They said no, and it stings."),
            say=_("All right. Thank you for telling me. I’ll put the kettle on."),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="ask-for-a-hug",
            name=_("Ask “Would you like a hug?” and be fine with either answer"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("When you pass each other in the hall"),
            minutes=1,
        ),
        Suggestion(
            slug="long-hug",
            name=_("Hold each other for three slow breaths, if both would like to"),
            mode=Mode.TOGETHER,
            schedule=DAILY,
            cue=_("When one of you comes home"),
            minutes=1,
        ),
        Suggestion(
            slug="one-song",
            name=_("Sit close to each other for one song"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(2),
            cue=_("After dinner, on the sofa"),
            minutes=4,
        ),
        Suggestion(
            slug="hold-hands",
            name=_("Hold hands for a while, if you both feel like it"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(3),
            cue=_("On a walk, or in front of a film"),
            minutes=5,
        ),
        Suggestion(
            slug="shoulders",
            name=_("Offer each other a two-minute shoulder rub; “not today” is fine"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(1),
            cue=_("Before bed"),
            minutes=5,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "Being touched eased pain, low mood and worry in 137 studies weighed together, more for those who "
                "were ill than for the healthy. Small studies may flatter it. It was touch as a treatment, such as "
                "massage, and it says nothing for touch that is not wanted."
            ),
            sources=(PACKHEISER_2024,),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "In the diaries of 102 couples, both felt better, and closer, in moments with more touch. It is a "
                "link, and no proof: who feels close may touch more."
            ),
            sources=(DEBROT_2013,),
        ),
    ),
)
