"""What an export holds of what somebody wants from help."""

from tracker.archives.things import Field

WANTS = Field("wants", str, "")
