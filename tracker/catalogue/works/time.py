"""The works on which stands what the guide says of research beside “time”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

FLOOD_2016 = Source(
    "Flood, Genadek",
    2016,
    "Time for each other: Work and family constraints among couples",
    "Journal of Marriage and Family 78",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=46_883,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
ARON_2000 = Source(
    "Aron, Norman, Aron …",
    2000,
    "Couples’ shared participation in novel and arousing activities and experienced relationship quality",
    "Journal of Personality and Social Psychology 78",
    kind=StudyKind.TRIAL,
    studies=3,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
COULTER_2013 = Source(
    "Coulter, Malouff",
    2013,
    "Effects of an intervention designed to enhance romantic relationship excitement: A "
    "randomized-control trial",
    "Couple and Family Psychology 2",
    kind=StudyKind.TRIAL,
    studies=1,
    people=202,
    compared=ComparedWith.WAITING,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
