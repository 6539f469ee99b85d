"""Texts are as one would say them aloud: what was stumbled over in reading stays away."""

import re

import pytest

from tests.house.sources import said

# Each with what one would say instead.
STUMBLED_OVER = {
    r"\bto and with\b": "a last day",
    r"\bfind (a word|words) again\b": "words to look for",
    r"\b(take|taking) everything along\b": "download everything",
    r"\bbring(ing)? (your )?habits along\b": "import habits",
    r"\bnothing of that needs to stay behind\b": "you can import all of it",
    r"\bbring(ing)? (it )?in\b": "import",
    r"\bwould come (in|back)\b": "will be imported, will be brought back",
    r"\bkept in all\b|^in all$": "in total",
    r"\bhow tend looks\b": "how something is worked out",
    r"\bto take along\b|\bgoes along (with you|into)\b|\bcome along into\b|\b(they|things|here) comes? along\b": "take with you, come with you, bring",
    r"\b(come|came) about\b": "what you did; worked out",
    r"\bmay look on\b": "look for somebody else",
    r"(^|[.?!:] )(of|on|about) (what|which|whom)\b": "the preposition at the end: what do you …  of?",
    r", (of|about) which (you|we|nobody|they)\b": "the preposition at the end: that you see little of",
    r"\b(what|which) of it\b": "which part of it",
    r"\bfind back to\b": "find one’s way back",
    r"\bpatient, with you\b|\bwith you and with me\b": "patient with you and with myself",
    r"\bdid me good that\b": "it helped me that",
    r"\blook at each other; the phone\b": "give them your full attention",
    r"\blook up from\b|\band look up\. ": "turn to them; not everybody listens with the eyes",
    r"\blove about you that\b": "what I love about you",
    r"\bthat warms me\b": "that makes me glad",
    r"\bdo without “": "leave out",
    r"\bpassword until now\b": "current password",
    r"\b(what|which) becomes of what\b": "what happens to",
    r"\bof what was, you\b": "you both get a copy of what was",
    r"\bno more (together|than that many)\b|\bwith it no more\b": "stop doing; any more",
    r"\bout of your jar comes\b": "from your jar",
    r"\bnone of ours is\b": "none of our ideas fits",
    r"\bwhat (you have come to|is to be seen|you have in hand)\b": "how far you have come; what does it show; for your appointments",
    r"\bto find it again under\b": "a topic",
    r"\bit has been\.?$|\bwhat has been$|\bwe had it$": "past; it has happened; we did it",
    r"\bhad grown old\b|\bbrought no cookie\b|\bmore than fits$|\ba great deal at once\b": "out of date; sent; too large; a lot",
    r"\blook at your mails\b|\bunwanted mails\b": "check your e-mail; the spam folder",
    r"^(me|both of us), all of it$": "everything",
    r"\basked like this\b|\bsent anew\b|\bstays at home\b": "from which day on; a new one; off the list",
    r"\bgood for (an|one) hour, and for one use\b": "works once, and for an hour",
    r"\bspread a long link\b|\b(end|some of it) did not arrive\b": "the end was cut off; some programs split a long link",
    r"\bnot whole\b|\bno whole\b|\barrive whole\b|\bto its end[.;]": "complete; part of it did not arrive",
    r"\bby the clock of %\(zone\)s\b|\bpass over %\(typed\)s\b": "the time is that of; skip",
    r"\bpass(ing)? (this|%\(name\)s’s) phone over\b|\bone that we pass over\b|\bphone, passed over\b": "pass back and forth",
    r"\bnothing tells of it\b|\bdoes not learn (of it|that there)\b": "nothing hints at it; will not know",
    r"\btend has not taken\b|\bhas not been taken\b": "nothing was saved",
    r"\b(all that|what) was is back\b": "all you had before is back",
    r"\b(is|are) not your doing\b|\bnothing is wrong with what you did\b": "it was nothing you did; you did nothing wrong",
    r"\bnot known to us\b": "we do not know",
    r"\b(and )?all of it is taken\b|\band so many are here\b": "there is no room for more",
    r"\bcan be another\b|\banother than it was\b": "can differ, can be different",
    r"^in all,|\bamount in all\b|\bhow much it is in all\b": "in total",
    r"\b(is all|has|had|nothing of it has) come in\b|\bbrought in\.|\bthrown away\.": "imported; deleted",
    r"\bneed no (crisis|two months)\b|\bgives nobody leave\b|\basks? for them as a due\b": "do not have to; the right to",
    r"\bno good has to come\b|\bwith anybody else’s eyes\b": "nothing good has to come of it; through their eyes",
    r"\bgoes along\.": "goes with it",
    r"\bagree anew\b|\bstarts anew\b|\bafresh\b": "again",
    r"\bothers would guess\b|\bdo not fit together\b": "too easy to guess; do not go together",
    r"\bcontent in couples\b|\bbefore content\b|\b(people|one is|they are) .{0,12}with the two of (them|you)\b": "with their life as a couple",
    r"^you (are|have) [^.]*\?$": "are you new here?",
    r"\byou are two$|\balmost in$": "you are both here; almost there",
}  # fmt: skip


@pytest.mark.parametrize("words", STUMBLED_OVER)
def test_what_was_stumbled_over_is_said_nowhere(words):
    pattern = re.compile(words, re.IGNORECASE)

    assert [(where, text) for where, text in said() if pattern.search(text.strip())] == [], (
        f"Rather: {STUMBLED_OVER[words]}"
    )
