"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, person, sight
from tracker.models import Note, Picture
from tracker.wall import actions as wall

MAKING: Making = {
    Note: lambda _n, by: wall.write("Tea", by=person(by), now=NOW),
    Picture: lambda _n, by: wall.write("Tea", by=person(by), now=NOW, enclosed=sight("Tea")),
}
