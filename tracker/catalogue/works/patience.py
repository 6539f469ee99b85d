"""The works on which stands what the guide says of research beside “patience”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

LALLY_2010 = Source(
    "Lally, van Jaarsveld, Potts …",
    2010,
    "How are habits formed: Modelling habit formation in the real world",
    "European Journal of Social Psychology 40",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=96,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
SINGH_2024 = Source(
    "Singh, Murphy, Maher …",
    2024,
    "Time to form a habit: A systematic review and meta-analysis of health behaviour habit "
    "formation and its determinants",
    "Healthcare 12",
    kind=StudyKind.WEIGHED,
    studies=4,  # of twenty: those that tell a time
    people=0,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
GOLLWITZER_2006 = Source(
    "Gollwitzer, Sheeran",
    2006,
    "Implementation intentions and goal achievement: A meta-analysis of effects and processes",
    "Advances in Experimental Social Psychology 38",
    kind=StudyKind.WEIGHED,
    studies=94,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
HARKIN_2016 = Source(
    "Harkin, Webb, Chang …",
    2016,
    "Does monitoring goal progress promote goal attainment? A meta-analysis of the experimental evidence",
    "Psychological Bulletin 142",
    kind=StudyKind.WEIGHED,
    studies=138,
    people=19_951,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
