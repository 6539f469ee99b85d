"""How somebody makes one more of each kind."""

from datetime import timedelta

from tests.makings import Making
from tests.world import TODAY, TOGETHER, remarked
from tracker.models import Remark

MAKING: Making = {
    Remark: lambda n, by: remarked(TOGETHER, "Tea", by=by, day=TODAY - timedelta(days=n + 1)),
}
