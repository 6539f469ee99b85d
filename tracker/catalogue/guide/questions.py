"""Three questions that people ask before they begin, answered as honestly as we can."""

from tracker.domain.strategies import Question
from tracker.domain.texts import _

QUESTIONS = (
    Question(
        slug="how-long",
        strategies=("patience", "time", "gratitude"),
        question=_("How long does it take?"),
        answer=(
            _(
                "Nobody can honestly say. It depends on how long the distance has been growing, on what lies "
                "behind it, and on how much strength the two of you have just now."
            ),
            _(
                "Some things move soon: a dinner without phones can feel different the first time. Trust "
                "that was hurt moves slowly, with steps forward and steps back."
            ),
            _(
                "One way to go about it: choose two small habits, keep them up for about two months, and "
                "then look back together. If something has become easier, go on. If nothing has, that is "
                "worth knowing too. Try other habits, or ask someone from outside."
            ),
        ),
        exception=_(
            "Waiting is for what grows slowly. If you are afraid of your partner, or if they hurt you and "
            "promise each time that it was the last, there is nothing to count in weeks. You do not have "
            "to wait two months to ask somebody for help."
        ),
    ),
    Question(
        slug="not-opening-up",
        strategies=("communicate", "empathy", "open"),
        question=_("What if my partner will not open up?"),
        answer=(
            _(
                "Then do not pull. Someone who feels pressed may close up further, and there can be good "
                "reasons: they never learned to talk about feelings, talking went badly before, or they have "
                "no strength left."
            ),
            _(
                "Make it small and easy. Ask what can be answered in a few words. Talk side by side, on a "
                "walk or over the dishes. Tell something about yourself and expect nothing back. Write, if "
                "speaking is hard. And notice what they do: a repaired bike can be an answer too."
            ),
            _(
                "You can only do your half. Say once, clearly, what you would like and why it matters to "
                "you. Then leave time. Everything here also works for one."
            ),
            _(
                "If nothing comes for months and it hurts, you may say that as well, and find support for "
                "yourself. You do not have to wait in silence."
            ),
        ),
        exception=_(
            "Not every silence is shyness. If your partner does not speak to you for days because you "
            "said no, met somebody or forgot something, and speaks again once you give in, the silence is "
            "a punishment. Asking more gently is no answer to it, and it is not your fault. If you are "
            "afraid of your partner, or of the next silence, talk to somebody outside."
        ),
    ),
    Question(
        slug="something-deeper",
        strategies=("understand", "help", "selfcare", "touch"),
        question=_("Is distance a sign of something deeper?"),
        answer=(
            _(
                "Sometimes. Often it is not: too much work, a small child or bad sleep can be enough to make "
                "two people share a kitchen and little else."
            ),
            _(
                "But it can have roots that small habits do not reach: depression, addiction, an illness, an "
                "affair, an old injury, the wish to leave. Take it seriously if it came suddenly, if it goes "
                "on for many months, or if it touches everything and not only the two of you. A doctor or a "
                "therapist can tell more than an app."
            ),
        ),
        exception=_(
            "And there is a distance that protects. If you are afraid of your partner, if you weigh every word, "
            "if they hurt you, threaten you, force you, or decide about your money, your phone and your friends, "
            "then closeness exercises are not the answer, and it is not for you to try harder. Talk, on your own, "
            "to people who know about this, from a device your partner cannot look into: a helpline, a doctor, a "
            "friend you trust. In danger, call the emergency number where you live."
        ),
    ),
)
