"""The works on which stands what the guide says of research beside “touch”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

PACKHEISER_2024 = Source(
    "Packheiser, Hartmann, Fredriksen …",
    2024,
    "A systematic review and multivariate meta-analysis of the physical and mental health "
    "benefits of touch interventions",
    "Nature Human Behaviour 8",
    kind=StudyKind.WEIGHED,
    studies=137,
    people=9617,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
DEBROT_2013 = Source(
    "Debrot, Schoebi, Perrez …",
    2013,
    "Touch as an interpersonal emotion regulation process in couples’ daily lives: The "
    "mediating role of psychological intimacy",
    "Personality and Social Psychology Bulletin 39",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=204,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
