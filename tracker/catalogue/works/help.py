"""The works on which stands what the guide says of research beside “help”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

RODDY_2020 = Source(
    "Roddy, Walsh, Rothman …",
    2020,
    "Meta-analysis of couple therapy: Effects across outcomes, designs, timeframes, and other moderators",
    "Journal of Consulting and Clinical Psychology 88",
    kind=StudyKind.WEIGHED,
    studies=58,
    people=4184,
    compared=ComparedWith.WAITING,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
BRADBURY_2020 = Source(
    "Bradbury, Bodenmann",
    2020,
    "Interventions for couples",
    "Annual Review of Clinical Psychology 16",
    kind=StudyKind.REVIEW,
    studies=2,  # it weighs no studies, but what weighed them; “several” is at least two
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
OWEN_2023 = Source(
    "Owen, Sinha, Polser …",
    2023,
    "Meta-analysis of couple therapy in non-randomized clinical trial studies: Individual and"
    " couple level outcomes",
    "Family Process 62",
    kind=StudyKind.WEIGHED,
    studies=48,
    people=0,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
CHRISTENSEN_2010 = Source(
    "Christensen, Atkins, Baucom …",
    2010,
    "Marital status and satisfaction five years following a randomized clinical trial "
    "comparing traditional versus integrative behavioral couple therapy",
    "Journal of Consulting and Clinical Psychology 78",
    kind=StudyKind.TRIAL,
    studies=1,
    people=268,
    compared=ComparedWith.OTHER,
    seen=SourceSeen.TOLD,
    seen_on=LOOKED_ON,
)
DOSS_2016 = Source(
    "Doss, Cicila, Georgia …",
    2016,
    "A randomized controlled trial of the web-based OurRelationship program: Effects on "
    "relationship and individual functioning",
    "Journal of Consulting and Clinical Psychology 84",
    kind=StudyKind.TRIAL,
    studies=1,
    people=600,
    compared=ComparedWith.WAITING,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
LE_2023 = Source(
    "Le, Roddy, Rothman …",
    2023,
    "A randomized controlled trial of the online OurRelationship program with varying levels "
    "of coach support",
    "Internet Interventions 34",
    kind=StudyKind.TRIAL,
    studies=1,
    people=1480,
    compared=ComparedWith.WAITING,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
