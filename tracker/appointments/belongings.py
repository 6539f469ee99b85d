"""What becomes of appointments, and of what to take along to them."""

from tracker.appointments.archive import TAKEN
from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.appointments import DELETED_ITEMS, ITEMS_AN_APPOINTMENT
from tracker.domain.quotas import Bound, Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.models import Appointment, ToBring
from tracker.passing import after
from tracker.policies import GOES_WITH_ITS_AUTHOR, MOVES, MOVES_UNSHARED, Erasing, follows
from tracker.sight import as_its, by_author_or_shared

MOST_APPOINTMENTS = 1_000

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Appointment,
        seen=by_author_or_shared(Appointment),
        joining=MOVES_UNSHARED,
        leaving=GOES_WITH_ITS_AUTHOR,
        erasing=Erasing(goes=("author_id",)),
        passing=after(Appointment.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(Appointment.author_id),
            Quota(
                MOST_APPOINTMENTS,
                _(
                    "You have %(most)s appointments here, and there is no room for more. Delete an old "
                    "one first; an export keeps it for you."
                ),
            ),
        ),
    ),
    Belonging(
        ToBring,
        seen=as_its("appointment"),
        joining=MOVES,
        leaving=follows(ToBring.appointment_id),
        erasing=Erasing(),
        passing=after(ToBring.deleted_at, UNDO_FOR),
        archive=Within("appointments"),
        room=Bound(
            (ITEMS_AN_APPOINTMENT + DELETED_ITEMS) * MOST_APPOINTMENTS,
            "So many an appointment, and a few of them deleted.",
        ),
    ),
)
