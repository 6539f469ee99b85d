"""The works on which stands what the guide says of research beside “open”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

FENTZ_2017 = Source(
    "Fentz, Trillingsgaard",
    2017,
    "Checking up on couples: A meta-analysis of the effect of assessment and feedback on "
    "marital functioning and individual mental health in couples",
    "Journal of Marital and Family Therapy 43",
    kind=StudyKind.WEIGHED,
    studies=12,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
CORDOVA_2014 = Source(
    "Cordova, Fleming, Morrill …",
    2014,
    "The Marriage Checkup: A randomized controlled trial of annual relationship health checkups",
    "Journal of Consulting and Clinical Psychology 82",
    kind=StudyKind.TRIAL,
    studies=1,
    people=430,
    compared=ComparedWith.WAITING,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
JOEL_2020 = Source(
    "Joel, Eastwick, Allison …",
    2020,
    "Machine learning uncovers the most robust self-report predictors of relationship quality"
    " across 43 longitudinal couples studies",
    "Proceedings of the National Academy of Sciences 117",
    kind=StudyKind.WEIGHED,
    studies=43,
    people=22_392,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
