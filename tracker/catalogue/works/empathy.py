"""The works on which stands what the guide says of research beside “empathy”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

LAURENCEAU_1998 = Source(
    "Laurenceau, Barrett, Pietromonaco",
    1998,
    "Intimacy as an interpersonal process: The importance of self-disclosure, partner "
    "disclosure, and perceived partner responsiveness in interpersonal exchanges",
    "Journal of Personality and Social Psychology 74",
    kind=StudyKind.FOLLOWED,
    studies=2,
    people=0,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
COHEN_2012 = Source(
    "Cohen, Schulz, Weiss …",
    2012,
    "Eye of the beholder: The individual and dyadic contributions of empathic accuracy and "
    "perceived empathic effort to relationship satisfaction",
    "Journal of Family Psychology 26",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=312,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
GABLE_2004 = Source(
    "Gable, Reis, Impett …",
    2004,
    "What do you do when things go right? The intrapersonal and interpersonal benefits of "
    "sharing positive events",
    "Journal of Personality and Social Psychology 87",
    kind=StudyKind.FOLLOWED,
    studies=2,  # of four: those about the partner’s answer
    people=0,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
GABLE_2006 = Source(
    "Gable, Gonzaga, Strachman",
    2006,
    "Will you be there for me when things go right? Supportive responses to positive event disclosures",
    "Journal of Personality and Social Psychology 91",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=158,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
