"""What becomes of what each wants from help, and of what two have agreed to show."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.quotas import Bound
from tracker.domain.summaries import PRINTINGS
from tracker.domain.texts import _
from tracker.entering import Key
from tracker.models import AgreementRow, Printing, SummaryLink, Wants
from tracker.passing import at
from tracker.policies import MOVES, Erasing, ends, ends_for_both, goes_with
from tracker.sight import BY_BOTH, WANTS_SEEN
from tracker.summaries.archive import TAKEN

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Wants,
        seen=WANTS_SEEN,
        joining=MOVES,
        leaving=goes_with(Wants.person_id),
        erasing=Erasing(goes=("person_id",)),
        archive=TAKEN,
        room=Bound(1, "One a person."),
    ),
    Belonging(
        AgreementRow,
        seen=BY_BOTH,
        joining=ends_for_both("what one alone has agreed to binds nobody who comes"),
        leaving=ends("they bind two"),
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("that is for each to say anew"),
        room=Bound(40, "One a section of the summary."),
    ),
    Belonging(
        SummaryLink,
        seen=BY_BOTH,
        joining=ends_for_both("they show what one alone has agreed to"),
        leaving=ends("no link opens what two shared once one has left"),
        erasing=Erasing(),
        passing=at(SummaryLink.ends_at),
        archive=NotTaken("it leads into this Tend"),
        room=Bound(1, "One a space."),
        key=Key(
            names=_("Link to the summary"),
            opened_by=(SummaryLink.token_hash,),
            held_by=SummaryLink.space_id,
            since=SummaryLink.made_at,
            until=SummaryLink.ends_at,
        ),
    ),
    Belonging(
        Printing,
        seen=BY_BOTH,
        joining=ends_for_both("they tell what one alone has shown"),
        leaving=ends("they tell what two have shown"),
        erasing=Erasing(),
        archive=NotTaken("it tells of what was agreed to here"),
        room=Bound(PRINTINGS, "The oldest go when one more is noted."),
    ),
)
