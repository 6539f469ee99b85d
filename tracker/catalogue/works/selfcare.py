"""The works on which stands what the guide says of research beside “selfcare”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

GORDON_2014 = Source(
    "Gordon, Chen",
    2014,
    "The role of sleep in interpersonal conflict: Do sleepless nights mean worse fights?",
    "Social Psychological and Personality Science 5",
    kind=StudyKind.FOLLOWED,
    studies=2,
    people=217,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
CERNADAS_2021 = Source(
    "Cernadas Curotto, Sterpenich, Sander …",
    2021,
    "Quarreling after a sleepless night: Preliminary evidence of the impact of sleep "
    "deprivation on interpersonal conflict",
    "Affective Science 2",
    kind=StudyKind.TRIAL,
    studies=1,
    people=60,
    compared=ComparedWith.OTHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
HASLER_2010 = Source(
    "Hasler, Troxel",
    2010,
    "Couples’ nighttime sleep efficiency and concordance: Evidence for bidirectional "
    "associations with daytime relationship functioning",
    "Psychosomatic Medicine 72",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=58,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
