"""What an export holds of check-ins."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who, left
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.checkins import Answers, CheckInState


@dataclass(frozen=True, slots=True)
class Heard:
    """That an answer was heard, by whom, and with which line; the instant is told of one's own alone."""

    question: CheckInQuestion
    by: Who
    line: str = ""
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A week's check-in, named by the week's first date; the partner's only once it has opened to me.

    One that was ``left`` was begun for somebody who has left. ``habit`` is the key of the one that my small thing has become; ``shut`` are the questions to which my answers did not
    open.
    """

    week: date
    by: Who
    state: CheckInState
    answers: Answers
    saved_at: datetime | None = None
    opened_at: datetime | None = None
    opened_to: Who = Who.NOBODY
    habit: str = ""
    heard: tuple[Heard, ...] = ()
    shut: tuple[CheckInQuestion, ...] = ()
    id: Id = NO_ID
    came_on: date | None = None
    left: bool = False

    def half(self) -> "CheckIn | None":
        """One's own, as one has kept it: that it opened to the partner, and what they heard, is for them to say as well."""
        if self.by is not Who.ME:
            return None
        if self.opened_to is not Who.PARTNER:
            return self
        state, nobody = CheckInState.KEPT, Who.NOBODY
        return replace(self, state=state, opened_at=None, opened_to=nobody, heard=(), shut=())

    def alone(self, keys: Keys) -> "CheckIn | None":
        """One's own, sealed for nobody: nobody who joins later may find it waiting for them.

        Of what somebody who has left said to it, the lines stay; that they heard it without a line does not.
        """
        if self.by is not Who.ME:
            return None
        state = CheckInState.KEPT if self.state is CheckInState.SEALED else self.state
        heard = tuple(replace(each, by=left(each.by)) for each in self.heard if each.line)
        habit = keys.get(self.habit, "")
        return replace(self, state=state, opened_to=left(self.opened_to), habit=habit, heard=heard)


def begun_for_another(check_in: CheckIn) -> CheckIn:
    """What is only begun, once whoever it was begun for is somebody who has left."""
    return replace(check_in, left=check_in.left or check_in.state is CheckInState.DRAFT)


CHECK_INS = Field("check_ins", tuple[CheckIn, ...], ())
