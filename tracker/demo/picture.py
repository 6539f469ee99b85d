"""Has the demo's picture drawn, in a process that ends with it: this one goes on to serve the demo."""

import subprocess
import sys
from functools import lru_cache

from config import ROOT
from tracker.domain.pictures import Drawn
from tracker.wall.pictures import drawn


# Drawn once for all that show it: each takes two processes and about 1 s.
@lru_cache(maxsize=1)
def two_mugs() -> Drawn:
    """Two mugs on a windowsill at sunrise."""
    drawing = [sys.executable, "-m", "tracker.demo.drawing"]
    return drawn(subprocess.run(drawing, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603
