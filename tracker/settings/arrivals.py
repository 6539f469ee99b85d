"""The group of settings for what reaches somebody: what the other did, and reminders of one's own."""

from tracker.domain.texts import _, searched_by
from tracker.settings.groups import Setting, SettingsGroup

ARRIVALS = SettingsGroup(
    "arrivals",
    _("What arrives"),
    searched_by("notices, news, alerts, notify"),
    (
        Setting(
            _("Told on Today, or not"),
            "today",
            "settings.describe",
            searched_by(
                "notification, notifications, arrivals, dot, badge, alerts, mute, quiet, switch off, messages"
            ),
            "tells_tidings",
        ),
        Setting(
            _("“Thinking of you”, or not"),
            "heart",
            "settings.describe",
            searched_by("nudge, nudges, poke, love, miss you, stop"),
            "takes_nudges",
        ),
        Setting(
            _("Reminders"),
            "bell",
            "reminders.show",
            searched_by(
                "remind me, alarm, notification, nudge, e-mail, weekly letter, quiet hours, times, do not disturb, unsubscribe"
            ),
        ),
    ),
)
