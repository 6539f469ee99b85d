"""What a setting is, and a group of them."""

from typing import NamedTuple


class Setting(NamedTuple):
    """A page on which something is set, and where on it. ``words`` are others by which somebody may look for it.

    One that is ``for_two`` is there with a partner, one ``for_one`` without.
    """

    name: str
    icon: str
    endpoint: str
    words: str
    anchor: str = ""
    for_two: bool = False
    for_one: bool = False


class SettingsGroup(NamedTuple):
    """A group of settings; ``anchor`` is where it stands on the page. Of some the page tells all there is to say itself."""

    anchor: str
    name: str
    words: str
    settings: tuple[Setting, ...]
