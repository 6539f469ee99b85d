"""What an export holds of notes and their pictures."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who, left, own_id


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a note, by its number among those of the archive, from 1, and what is to be seen on it."""

    number: int
    width: int
    height: int
    description: str = ""

    @property
    def file(self) -> str:
        """The file it lies in beside the others."""
        return f"pictures/{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the wall, with its picture, with what was answered to it, and the key of the habit it is about."""

    by: Who
    to: Who
    body: str
    written_at: datetime
    edited_at: datetime | None = None
    strategy: str = ""
    habit: str = ""
    reaction: str = ""
    answer: str = ""
    pinned: bool = False
    picture: Picture | None = None
    id: Id = NO_ID
    came_on: date | None = None

    def half(self) -> "Note":
        """The letter itself; what the partner said to one of mine is for them to say."""
        return replace(self, reaction="", answer="") if self.to is Who.PARTNER else self

    def alone(self, keys: Keys) -> "Note":
        """The letter stays, about a habit that stays as well."""
        return replace(
            self,
            by=left(self.by),
            to=left(self.to),
            habit=keys.get(self.habit, ""),
            id=own_id(self.by, self.id),
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """What I have begun to write and not sent: of which kind, what it says, and for whom it was begun."""

    kind: str
    body: str
    to: Who = Who.PARTNER
    id: Id = NO_ID

    def alone(self, keys: Keys) -> "Begun":
        """It stays, and is for nobody else than whom it was begun for."""
        return replace(self, to=left(self.to))


DRAFTS = Field("drafts", tuple[Begun, ...], ())
NOTES = Field("notes", tuple[Note, ...], ())
PICTURES = Field("pictures", tuple[bytes, ...], ())  # those of the notes, in the order of their numbers
