"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, person
from tracker.jar import actions as jar
from tracker.models import JarNote

MAKING: Making = {
    JarNote: lambda _n, by: jar.put_in("Tea", by=person(by), now=NOW),
}
