"""What becomes of appointments, and of what to take along to them."""

from tracker.appointments.archive import TAKEN
from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.undo import UNDO_FOR
from tracker.models import Appointment, ToBring
from tracker.passing import after
from tracker.policies import GOES_UNLESS_SHARED, MOVES, MOVES_UNSHARED, Erasing, follows
from tracker.sight import as_its, by_author_or_shared

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Appointment,
        seen=by_author_or_shared(Appointment),
        joining=MOVES_UNSHARED,
        leaving=GOES_UNLESS_SHARED,
        erasing=Erasing(goes=("author_id",)),
        passing=after(Appointment.deleted_at, UNDO_FOR),
        archive=TAKEN,
        counted=Counted(made_by(Appointment.author_id)),
    ),
    Belonging(
        ToBring,
        seen=as_its("appointment"),
        joining=MOVES,
        leaving=follows(ToBring.appointment_id),
        erasing=Erasing(),
        passing=after(ToBring.deleted_at, UNDO_FOR),
        archive=Within("appointments"),
    ),
)
