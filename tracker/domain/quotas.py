"""What a member can keep: so much of each kind as a life of thirty years asks for, and no more.

So no one, and no script with somebody's log-in, can fill the disk or slow the pages of others. Bounds are a
member's own, and count what is theirs: a no never tells how much the partner keeps to themselves. What was deleted
counts for as long as it can be put back; where room is short, the oldest of it goes first.

Each capability says in its ``belongings.py`` how much there can be of each of its tables: with a `Quota` where that is
counted when something new is made, and else with a `Bound`, and the reason why it needs no counting.
"""

from dataclasses import dataclass

MEMBERS = 2
THE_DAYS_OF_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Quota:
    """How many rows of a kind there is room for, and how many characters in all of them: 0 where no row is long.

    What days bring by themselves is not counted: ``a_year`` says how many rows that can be. ``full`` and ``long`` say so
    to whoever has come to the end of it, and what they can do.

    >>> str(Quota(20_000, "It is full.", 5_000_000, "It is too long."))
    '20,000 rows, 5,000,000 characters'
    """

    most: int
    full: str
    letters: int = 0
    long: str = ""
    a_year: int = 0

    def __str__(self) -> str:
        """How much there is room for."""
        parts = (rows(self.most, self.a_year), f"{self.letters:,} characters" if self.letters else "")
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Bound:
    """How many rows of a kind there can be at once for each member, how many more each year, and why.

    >>> str(Bound(2, "One a week.", a_year=54))
    'not counted, 2 rows and 54 more each year: One a week.'
    """

    rows: int
    because: str
    a_year: int = 0

    def __str__(self) -> str:
        """How many there can be, and the reason."""
        return f"not counted, {rows(self.rows, self.a_year)}: {self.because}"


def rows(most: int, a_year: int) -> str:
    """So many rows, in words.

    >>> rows(1, 0)
    '1 row'
    """
    at_once = f"{most:,} row{'' if most == 1 else 's'}"
    return f"{at_once} and {a_year:,} more each year" if a_year else at_once
