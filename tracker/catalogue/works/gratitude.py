"""The works on which stands what the guide says of research beside “gratitude”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

ALGOE_2010 = Source(
    "Algoe, Gable, Maisel",
    2010,
    "It’s the little things: Everyday gratitude as a booster shot for romantic relationships",
    "Personal Relationships 17",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=130,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
GORDON_2012 = Source(
    "Gordon, Impett, Kogan …",
    2012,
    "To have and to hold: Gratitude promotes relationship maintenance in intimate bonds",
    "Journal of Personality and Social Psychology 103",
    kind=StudyKind.FOLLOWED,
    studies=3,
    people=0,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
ALGOE_2016 = Source(
    "Algoe, Zhaoyang",
    2016,
    "Positive psychology in context: Effects of expressing gratitude in ongoing relationships"
    " depend on perceptions of enactor responsiveness",
    "Journal of Positive Psychology 11",
    kind=StudyKind.TRIAL,
    studies=1,
    people=0,
    compared=ComparedWith.OTHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
CHANG_2022 = Source(
    "Chang, Way, Sheeran …",
    2022,
    "Implementation intentions to express gratitude increase daily time co-present with an "
    "intimate partner, and moderate effects of variation in CD38",
    "Scientific Reports 12",
    kind=StudyKind.TRIAL,
    studies=1,
    people=250,
    compared=ComparedWith.OTHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
DICKENS_2017 = Source(
    "Dickens",
    2017,
    "Using gratitude to promote positive change: A series of meta-analyses investigating the "
    "effectiveness of gratitude interventions",
    "Basic and Applied Social Psychology 39",
    kind=StudyKind.WEIGHED,
    studies=38,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
KIRCA_2023 = Source(
    "Kirca, Malouff, Meynadier",
    2023,
    "The effect of expressed gratitude interventions on psychological wellbeing: A meta-"
    "analysis of randomised controlled studies",
    "International Journal of Applied Positive Psychology 8",
    kind=StudyKind.WEIGHED,
    studies=25,
    people=6745,
    compared=ComparedWith.OTHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
