"""What an export holds of ideas."""

from dataclasses import dataclass, replace

from tracker.archives.things import Field, Keys, Who


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea in the jar."""

    by: Who
    title: str
    shared: bool = False

    def half(self) -> "Idea | None":
        """One's own alone."""
        return self if self.by is Who.ME else None

    def alone(self, keys: Keys) -> "Idea":
        """It is one's own from then on."""
        return replace(self, by=Who.ME, shared=False)


IDEAS = Field("ideas", tuple[Idea, ...], ())
