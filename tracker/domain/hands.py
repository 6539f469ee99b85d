"""Whose words a text holds, where several can write it: so that each one's go with their account."""

from collections.abc import Set as AbstractSet


def hands_after(before: AbstractSet[int], old: str, new: str, *, by: int) -> frozenset[int]:
    """Whose words a text holds once somebody has written it anew, by what it was and whose it was ``before``.

    Nobody can tell which words of the old one are left in the new one, so that is of both then.

    >>> sorted(hands_after({1}, "By the lake", "By the small lake", by=2))
    [1, 2]
    >>> hands_after({1}, "", "By the lake", by=2), hands_after({1}, "By the lake", "", by=2)
    (frozenset({2}), frozenset())
    >>> hands_after({1}, "By the lake", "By the lake", by=2)
    frozenset({1})
    """
    if new == old:
        return frozenset(before)
    if not new:
        return frozenset()
    return frozenset({*before, by}) if old else frozenset({by})
