"""Where appointments are found, and what is typed for a new one."""

from tests.world import World

NEW = "/help/appointments/new"
TYPED = {
    "who": "Marta",
    "day": "2026-03-20",
    "starts_at": "17:15",
    "place": "Bridge Street",
    "reach": "020",
    "note": "Bell",
}


def path_to(world: World, name: str, act: str = "") -> str:
    """Where something is done to an appointment, or it is changed."""
    return f"/help/appointments/{world.appointments[name]}{act}"
