"""What many tests do one after the other once two have lived, kept with what keeps the world."""

from collections.abc import Callable, Mapping

from tests.keeper import Keeper
from tests.world import Named
from tracker.exports.archive import Archive


class Steps:
    """What many tests do one after the other once two have lived: in each but the first it is there at once."""

    keeper: Keeper | None = None
    taken: Mapping[str, Archive] = {}

    def begin(self, keeper: Keeper, live: Callable[[], Named[Archive]]) -> Named[Archive]:
        """More of a life, and what everybody took along."""
        self.keeper, found = keeper, keeper.live(live)
        self.taken = found
        return found

    def end(self) -> None:
        self.keeper, self.taken = None, {}

    def take(self, act: Callable[..., None], *words: str) -> None:
        """Let it happen, or be there."""
        if self.keeper:
            self.keeper.live_on(act, *words)
        else:
            act(*words)


STEPS = Steps()
