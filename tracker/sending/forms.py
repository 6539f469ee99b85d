"""What a device sends of one thing that was done without a network. No page shows it: a script fills it in."""

import re
from datetime import UTC, date, datetime

from tracker.domain.doings import DoingKind, LateDoing, digest_of, mark_of
from tracker.domain.notes import NOTE_LENGTH, about_what
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.keys import LARGEST
from tracker.web.forms import CarriedField, DayField, Form, ProseField, amount_typed

ID = re.compile(r"[0-9a-f]{32}")
MILLISECONDS = re.compile(r"[0-9]{1,15}")
SHIFT = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"[0-9]{1,19}")

UNREADABLE = _("This could not be read, so it was not booked.")
ELSEWHERE = _("This was done where you are no longer, or by somebody else, so it was not booked.")
FOR_ANOTHER = _("This was written for somebody else than who is here with you now, so it was not sent.")
NO_WORDS = _("A few words are enough, but there are none yet.")


class DoingForm(Form):
    """One thing that was done: its id, what and when, for whom and in which home, and the words there are."""

    doing_id = CarriedField()
    kind = CarriedField()
    made_at = CarriedField()
    off = CarriedField()
    home = CarriedField()
    whom = CarriedField()
    track = CarriedField()
    day = DayField(_("The day"))
    amount = CarriedField()
    body = ProseField(_("The words"), most=NOTE_LENGTH)
    about = CarriedField()
    seen = CarriedField()

    def doing(self, now: datetime) -> LateDoing:
        """What was done; raises `Refused` where it cannot be read."""
        if not (ID.fullmatch(self.doing_id.data) and MILLISECONDS.fullmatch(self.made_at.data)):
            raise Refused(UNREADABLE)
        strategy, habit_id = about_what(self.about.data)
        return LateDoing(
            mark=mark_of(self.doing_id.data),
            digest=digest_of(self.doing_id.data, self.said),
            kind=self.kind_said(),
            made_at=moment(int(self.made_at.data) + self.shift, now),
            track_id=id_in(self.track.data),
            day=self.day.data or date.min,
            amount=amount_typed(self.amount.data),
            body=self.body.data,
            strategy=strategy,
            habit_id=habit_id,
            seen=self.seen.data,
        )

    def kind_said(self) -> DoingKind:
        if self.kind.data not in list(DoingKind):
            raise Refused(UNREADABLE)
        if self.kind.data == DoingKind.NOTE and not self.body.data:
            raise Refused(NO_WORDS)
        return DoingKind(self.kind.data)

    @property
    def shift(self) -> int:
        """By how many milliseconds the clock of the device is behind, as it has found when it sent this."""
        return int(self.off.data) if SHIFT.fullmatch(self.off.data) else 0

    @property
    def said(self) -> dict[str, str]:
        """All that it says, as it was sent."""
        return {each.name: str(each.raw_data) for each in self if each.name not in ("csrf_token", "off")}

    def refuse_others(self, home: str, whom: str) -> None:
        """Raise `Refused` for what was done by anybody else, in another home, or written for another than is here."""
        if self.home.data != home:
            raise Refused(ELSEWHERE)
        if self.kind.data == DoingKind.NOTE and self.whom.data != whom:
            raise Refused(FOR_ANOTHER)


def id_in(text: str) -> int:
    """An id, or 0 where it is none that a row could have."""
    number = int(text) if NUMBER.fullmatch(text) else 0
    return number if number <= LARGEST else 0


def moment(milliseconds: int, now: datetime) -> datetime:
    """An instant in milliseconds since 1970, and never later than now: a clock may go ahead."""
    return min(datetime.fromtimestamp(max(0, min(milliseconds / 1000, now.timestamp())), UTC), now)
