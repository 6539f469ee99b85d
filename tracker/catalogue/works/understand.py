"""The works on which stands what the guide says of research beside “understand”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

KARNEY_1995 = Source(
    "Karney, Bradbury",
    1995,
    "The longitudinal course of marital quality and stability: A review of theory, method, and research",
    "Psychological Bulletin 118",
    kind=StudyKind.REVIEW,
    studies=115,
    people=90_000,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
NEFF_2009 = Source(
    "Neff, Karney",
    2009,
    "Stress and reactivity to daily relationship experiences: How stress hinders adaptive "
    "processes in marriage",
    "Journal of Personality and Social Psychology 97",
    kind=StudyKind.FOLLOWED,
    studies=2,
    people=456,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
FINKEL_2013 = Source(
    "Finkel, Slotter, Luchies …",
    2013,
    "A brief intervention to promote conflict reappraisal preserves marital quality over time",
    "Psychological Science 24",
    kind=StudyKind.TRIAL,
    studies=1,
    people=240,
    compared=ComparedWith.WAITING,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
FRATTAROLI_2006 = Source(
    "Frattaroli",
    2006,
    "Experimental disclosure and its moderators: A meta-analysis",
    "Psychological Bulletin 132",
    kind=StudyKind.WEIGHED,
    studies=146,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
SMYTH_1998 = Source(
    "Smyth",
    1998,
    "Written emotional expression: Effect sizes, outcome types, and moderating variables",
    "Journal of Consulting and Clinical Psychology 66",
    kind=StudyKind.WEIGHED,
    studies=13,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
MOGK_2006 = Source(
    "Mogk, Otte, Reinhold-Hurley …",
    2006,
    "Health effects of expressive writing on stressful or traumatic experiences: A meta-analysis",
    "GMS Psycho-Social-Medicine 3",
    kind=StudyKind.WEIGHED,
    studies=30,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
MEADS_2005 = Source(
    "Meads, Nouwen",
    2005,
    "Does emotional disclosure have any effects? A systematic review of the literature with meta-analyses",
    "International Journal of Technology Assessment in Health Care 21",
    kind=StudyKind.WEIGHED,
    studies=61,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
