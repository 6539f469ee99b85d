"""The works on which stands what the guide says of research beside “communicate”."""

from tracker.catalogue.works import LOOKED_ON
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

SCHRODT_2014 = Source(
    "Schrodt, Witt, Shimkowski",
    2014,
    "A meta-analytical review of the demand/withdraw pattern of interaction and its "
    "associations with individual, relational, and communicative outcomes",
    "Communication Monographs 81",
    kind=StudyKind.WEIGHED,
    studies=74,
    people=14_000,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.TOLD,
    seen_on=LOOKED_ON,
)
ROSS_2019 = Source(
    "Ross, Karney, Nguyen …",
    2019,
    "Communication that is maladaptive for middle-class couples is adaptive for "
    "socioeconomically disadvantaged couples",
    "Journal of Personality and Social Psychology 116",
    kind=StudyKind.FOLLOWED,
    studies=2,
    people=1892,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
BLANCHARD_2009 = Source(
    "Blanchard, Hawkins, Baldwin …",
    2009,
    "Investigating the effects of marriage and relationship education on couples’ "
    "communication skills: A meta-analytic study",
    "Journal of Family Psychology 23",
    kind=StudyKind.WEIGHED,
    studies=143,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
HAWKINS_2008 = Source(
    "Hawkins, Blanchard, Baldwin …",
    2008,
    "Does marriage and relationship education work? A meta-analytic study",
    "Journal of Consulting and Clinical Psychology 76",
    kind=StudyKind.WEIGHED,
    studies=117,
    people=0,
    compared=ComparedWith.EITHER,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
LAVNER_2016 = Source(
    "Lavner, Karney, Bradbury",
    2016,
    "Does couples’ communication predict marital satisfaction, or does marital satisfaction "
    "predict communication?",
    "Journal of Marriage and Family 78",
    kind=StudyKind.FOLLOWED,
    studies=1,
    people=862,
    compared=ComparedWith.NOBODY,
    seen=SourceSeen.ABSTRACT,
    seen_on=LOOKED_ON,
)
