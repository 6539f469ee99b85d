"""Where each strategy leads on to: its own tool first, then what else helps with it. The pages translate the names."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.domain.habits import Mode
from tracker.domain.texts import _


class Tool(NamedTuple):
    """A page to go to, by its endpoint and what it is given. One that is ``public`` is there for guests too."""

    name: str
    icon: str
    endpoint: str
    given: Mapping[str, Any]
    public: bool = False


def to(endpoint: str, name: str, icon: str, **given: Any) -> Tool:
    return Tool(name, icon, endpoint, given)


TOOLS: Mapping[str, tuple[Tool, ...]] = {
    "understand": (
        to("reflections.show", _("To your reflections"), "edit"),
        to("reflections.look", _("A look from outside"), "search"),
    ),
    "communicate": (to("talk.show", _("To the talk"), "talk"),),
    "time": (
        to("dates.show", _("To your dates"), "calendar"),
        to("ideas.show", _("Ideas"), "spark"),
    ),
    "empathy": (
        to("checkins.show_now", _("To the check-in"), "check-in"),
        to("talk.show", _("To the talk"), "talk"),
    ),
    "help": (
        Tool(_("Places to turn to"), "phone", "help.show", {}, public=True),
        to("appointments.show", _("Appointments"), "calendar"),
        to("summaries.show", _("A summary to take with you"), "edit"),
    ),
    "selfcare": (
        to("habits.plant", _("Plant one for yourself alone"), "plus", strategy=6, mode=Mode.ONE, private=1),
        to("habits.list_all", _("To your habits"), "habits", _anchor="strategy-6"),
    ),
    "patience": (
        to("garden.show", _("To the garden"), "streak"),
        to("pauses.show", _("To the pauses"), "pause"),
        to("us.show", _("Week by week"), "calendar"),
    ),
    "touch": (
        to("habits.plant", _("Plant one to do together"), "plus", strategy=8, mode=Mode.TOGETHER),
        to("habits.list_all", _("To your habits"), "habits", _anchor="strategy-8"),
    ),
    "gratitude": (
        to("wall.show", _("To the wall"), "wall"),
        to("jar.show", _("Rainy-day jar"), "rain"),
    ),
    "open": (
        to("checkins.show_now", _("To the check-in"), "check-in"),
        to("trends.show", _("How the weeks have been"), "trend"),
    ),
}
