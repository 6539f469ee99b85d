"""Strategy 7: for those who have tried for a while and cannot see yet what it changes."""

from tracker.catalogue.works.patience import GOLLWITZER_2006, HARKIN_2016, LALLY_2010, SINGH_2024
from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.strategies import HardMoment, Step, Strategy, Suggestion
from tracker.domain.texts import _

PATIENCE = Strategy(
    number=7,
    slug="patience",
    name=_("Be patient and persistent"),
    essence=_("Small things kept up for a long time do the work, and quiet weeks are part of it."),
    why=(
        _(
            "If you drifted apart over years, coming closer may take a while. Some weeks nothing seems to "
            "move. That does not mean that nothing is happening."
        ),
        _(
            "Big plans are often over by the second week. A habit of two minutes can get through a cold, a "
            "deadline and a bad mood. That is why it is small."
        ),
        _(
            "You will probably not go at the same pace. One of you may be ready to talk while the other "
            "is still careful. Then the slower pace is the right one for now."
        ),
    ),
    exception=_(
        "Patience is for what goes slowly, not for what hurts you. If you are afraid of your partner, you need "
        "not wait until it gets better, and it is not for you to try harder, to forgive more or to do the share "
        "of both. Violence does not end because somebody holds out."
    ),
    how=(
        Step(
            name=_("Make it smaller"),
            text=_("If a habit has been resting for a while, halve it. One minute is enough to begin again."),
        ),
        Step(
            name=_("Pick it up without a speech"),
            text=_("A day went by? Do the next one. Nothing has to be made up for."),
        ),
        Step(
            name=_("Look back in months"),
            text=_(
                "From day to day there is little to see. A habit’s page, and the check-ins of earlier "
                "weeks, show how far you have come."
            ),
        ),
        Step(
            name=_("Pause when life is heavy"),
            text=_(
                "Illness, a move, a newborn, grief: set a pause. Nothing is asked of you until you come back."
            ),
        ),
        Step(
            name=_("Ask, then leave room"),
            text=_(
                "Being persistent means keeping up your own part. It never means pressing your partner. A no "
                "is an answer."
            ),
        ),
    ),
    words=(
        HardMoment(
            when=_("It feels as if you were the only one trying."),
            say=_(
                "I’ve been trying a few small things lately, because I’d like us to be closer. You don’t "
                "have to do anything. I just wanted you to know."
            ),
        ),
        HardMoment(
            when=_("A whole week went by, and nothing was done."),
            say=_("That was quite a week. Shall we each pick just one small thing for the next?"),
        ),
        HardMoment(
            when=_("It goes too fast for you."),
            say=_("I’m slower with this than you are. I do want it. Give me a little time."),
        ),
    ),
    suggestions=(
        Suggestion(
            slug="three-breaths",
            name=_("Take three slow breaths before you answer"),
            mode=Mode.EACH,
            schedule=DAILY,
            cue=_("When you notice you are getting impatient"),
            minutes=1,
        ),
        Suggestion(
            slug="got-easier",
            name=_("Look for one thing between you that got easier, and name it"),
            mode=Mode.EACH,
            schedule=TimesAWeek(1),
            cue=_("On Sunday evening"),
            minutes=3,
        ),
        Suggestion(
            slug="let-it-pass",
            name=_("Let one small thing pass without a comment"),
            mode=Mode.EACH,
            schedule=TimesAWeek(3),
            cue=_("When the cupboard door is open again"),
            minutes=1,
        ),
        Suggestion(
            slug="look-together",
            name=_("Look at the week in Tend together, and choose one habit for the next"),
            mode=Mode.TOGETHER,
            schedule=TimesAWeek(1),
            cue=_("At the start of the week"),
            minutes=5,
        ),
    ),
    research=(
        ResearchFinding(
            text=_(
                "How long until something is done without thinking? In four studies, of things like eating fruit or "
                "going for a walk, half of the people were there after about two months; some took a few days, some "
                "most of a year. In one of them, a single day left out made no difference that mattered."
            ),
            sources=(SINGH_2024, LALLY_2010),
        ),
        ResearchFinding(
            text=_(
                "A plan of when and where, such as “after dinner, on the sofa”, makes it clearly more likely that "
                "something gets done, in 94 tests taken together."
            ),
            sources=(GOLLWITZER_2006,),
            helps=True,
        ),
        ResearchFinding(
            text=_(
                "Keeping track of how one is doing helps to get there, in 138 experiments, and more so when it is "
                "written down or others see it. As far as we know none of this was about closeness; we think that it "
                "carries over."
            ),
            sources=(HARKIN_2016,),
            helps=True,
        ),
    ),
)
