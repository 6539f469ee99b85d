"""For whoever is afraid of their partner: why questions on a topic, or a tool, are not for them now.

Those of the guide stand there, each beside its advice.
"""

from collections.abc import Mapping

from tracker.domain.prompts import Topic
from tracker.domain.texts import _

EXCEPTIONS: Mapping[str, str] = {
    Topic.WORK: _(
        "Too much work may explain a short temper. It explains nothing if your partner frightens you or hurts you."
    ),
    Topic.CONFLICT: _(
        "A quarrel has two sides. If your partner hurts you, threatens you or makes you afraid, that is no quarrel, and no "
        "part of it is yours."
    ),
    Topic.HEALTH: _(
        "Being ill can make somebody impatient. It gives nobody leave to hurt you, and it is not for you to cure."
    ),
    Topic.FAMILY: _(
        "How somebody grew up may explain a lot. It allows nobody to hurt you, or to keep you from your own family and "
        "friends."
    ),
    Topic.MONEY: _(
        "What money means is one question. If your partner decides what you may spend, or if you are afraid of your partner "
        "when you have bought something, that is another, and you can ask somebody about it."
    ),
    Topic.CLOSENESS: _(
        "If you draw back because you are afraid of your partner, that distance protects you. You need not get over it."
    ),
    "talk": _(
        "A talk in turns is for two who can both say what they mean. If you are afraid of your partner, or of what comes "
        "after an honest word, do not begin one. Whoever wants to end a talk can do so at any time, without a reason."
    ),
    "look": _(
        "This is for disagreements in which both of you could say no. If your partner hurt you or threatened you, you need "
        "not see it with anybody else’s eyes, and no good has to come of it."
    ),
    "share": _(
        "If you are afraid of how your partner takes it, let it stay here, or tell it to somebody else first. Nobody hears "
        "that it was written."
    ),
    "check-in": _(
        "If you are afraid of how your partner takes an answer, leave it out, or keep the whole week for yourself. They "
        "are not told that there is one."
    ),
    "answer": _(
        "You owe no answer. If you are afraid of your partner, or read an insult or a threat there, nothing asks you to hear "
        "it kindly."
    ),
    "alone": _(
        "If your partner hurts you, none of this is about how you answer. You are not the cause, and it is not for you to end "
        "it by doing something else. Go alone then, and first to people who know about violence."
    ),
}
