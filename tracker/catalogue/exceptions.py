"""For whoever is afraid of their partner: why questions on a topic, or a tool, are not for them now.

Those of the guide stand there, each beside its advice.
"""

from collections.abc import Mapping

from tracker.domain.prompts import Topic
from tracker.domain.texts import _

EXCEPTIONS: Mapping[str, str] = {
    Topic.WORK: _(
        "Too much work may explain a short temper. It is no excuse for a partner who frightens you or "
        "hurts you."
    ),
    Topic.CONFLICT: _(
        "A quarrel has two sides. When your partner hurts you, threatens you or makes you afraid, that is "
        "not a quarrel, and no part of it is your fault."
    ),
    Topic.HEALTH: _(
        "Being ill can make somebody impatient. It gives nobody the right to hurt you, and it is not up "
        "to you to make them well."
    ),
    Topic.FAMILY: _(
        "How somebody grew up may explain a lot. It gives nobody the right to hurt you, or to keep you "
        "away from your own family and friends."
    ),
    Topic.MONEY: _(
        "What money means to each of you is one question. If your partner decides what you may spend, or "
        "if you are afraid of your partner when you have bought something, that is another, and there are "
        "people you can talk to about it."
    ),
    Topic.CLOSENESS: _(
        "If you draw back because you are afraid of your partner, that distance protects you. You do not "
        "have to overcome it."
    ),
    "talk": _(
        "A talk in turns is for two who can both say what they mean. If you are afraid of your partner, "
        "or of what comes after an honest word, you do not have to begin one, or to say what you really "
        "think. A talk can be ended at any time, without a reason."
    ),
    "look": _(
        "This is for disagreements in which both of you could say no. If your partner hurt you or "
        "threatened you, you do not have to see it through anybody else’s eyes, and nothing good has to "
        "come of it."
    ),
    "share": _(
        "If you are afraid of how your partner will take it, leave it here, or tell somebody else first. "
        "Your partner is not told that you wrote it."
    ),
    "check-in": _(
        "If you are afraid of how your partner will take an answer, leave it out, or keep the whole week "
        "for yourself. Then they are not told that you wrote anything."
    ),
    "answer": _(
        "You owe nobody an answer. If you are afraid of your partner, or if you read an insult or a "
        "threat here, you do not have to take it kindly."
    ),
    "alone": _(
        "If your partner hurts you, it is not because of how you answer. You are not the cause, and it is "
        "not up to you to stop it by acting differently. Then go on your own, and first to people who "
        "know about violence."
    ),
}
