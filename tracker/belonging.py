"""What becomes of all that is kept: declared once for each table, beside the code that makes its rows.

Each capability lists its tables in ``belongings.py``, and ``app.py`` collects the lists. Whoever moves in, leaves, erases
their account or takes it all along goes through all of them: a table that nobody has declared is one that a house test
finds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker.archives.taken import NotTaken, Taken, Within
from tracker.counted import Counted
from tracker.domain.quotas import Bound
from tracker.entering import Key
from tracker.parting import Parting
from tracker.passing import Passing
from tracker.policies import Erasing, Policy, Rows, Welcome
from tracker.sight import Seen


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table whose rows are somebody's, and what becomes of them.

    They lie in the space of whoever they are of, but by the columns ``elsewhere``, each with its reason. What has had
    its time by ``passing`` is swept away. With ``key`` each opens something without a password.
    """

    table: Rows
    seen: Seen
    joining: Policy[Welcome]
    leaving: Policy[Parting]
    erasing: Erasing
    archive: Taken | Within | NotTaken
    room: Counted | Bound
    elsewhere: tuple[tuple[str, str], ...] = ()
    passing: Passing | None = None
    key: Key | None = None

    @property
    def name(self) -> str:
        """The table's."""
        return str(self.table.__tablename__)


@dataclass(frozen=True, slots=True)
class Nobodys:
    """A table whose rows neither move nor part with anybody, and why; and when they have had their time."""

    table: Rows
    because: str
    room: Bound
    passing: Passing | None = None

    @property
    def name(self) -> str:
        """The table's."""
        return str(self.table.__tablename__)


Declared = Belonging | Nobodys


class Collection:
    """All that is declared, in the order of the capabilities: what something is part of comes before it.

    It is made here, and filled in ``app.py``.
    """

    def __init__(self) -> None:
        self.declared: tuple[Declared, ...] = ()

    def collect(self, declared: Iterable[Declared]) -> None:
        """Take in all that the capabilities have declared."""
        self.declared = tuple(declared)

    def __iter__(self) -> Iterator[Belonging]:
        """What is somebody's. Before it is filled there is nothing to go through, which would lose everything."""
        assert self.declared, "app.py has not put the capabilities together"
        return (each for each in self.declared if isinstance(each, Belonging))

    def taken(self) -> Iterator[Taken]:
        """What an export takes along as fields of its own."""
        return (each.archive for each in self if isinstance(each.archive, Taken))

    def counted(self) -> Mapping[Rows, Counted]:
        """Of which tables it is counted how much a member has."""
        return {each.table: each.room for each in self if isinstance(each.room, Counted)}

    def keyring(self) -> Iterator[tuple[Rows, Key]]:
        """What opens something without a password: the tables, each with how."""
        return ((each.table, each.key) for each in self if each.key is not None)

    def __str__(self) -> str:
        """All of it on one page."""
        return "\n".join(map(paragraph, self.declared))


BELONGINGS = Collection()


def paragraph(each: Declared) -> str:
    """What is declared of one table, as somebody reads it."""
    if isinstance(each, Nobodys):
        passing = each.passing or "never"
        return f"{each.name}\n  nobody’s: {each.because}\n  passing  {passing}\n  room     {each.room}\n"
    lines: dict[str, object] = {
        "seen": each.seen,
        "joining": each.joining,
        "leaving": each.leaving,
        "erasing": each.erasing,
        "passing": each.passing or "never",
        "archive": each.archive,
        "room": each.room,
    }
    if each.key is not None:
        lines["key"] = each.key
    lines |= {column: f"may be of another space: {why}" for column, why in each.elsewhere}
    return f"{each.name}\n" + "".join(f"  {name:8} {said}\n" for name, said in lines.items())
