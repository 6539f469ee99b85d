"""What becomes of accounts, and of what stands around them."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared, Nobodys
from tracker.models import Beginning, Device, Limit, Mail, Person, Withdrawal
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Nobodys(Person, "the one whose all else is, who comes and goes by themselves"),
    Belonging(
        Device,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("a log-in is of one device"),
    ),
    Nobodys(Mail, "it is to an address, whoever has it"),
    Nobodys(Limit, "it counts tries, and is over within days"),
    Nobodys(Withdrawal, "the list of what was taken back, by numbers alone"),
    Nobodys(Beginning, "it is of this Tend"),
)
