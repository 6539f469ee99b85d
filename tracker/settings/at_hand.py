"""The group of settings for having Tend at hand."""

from tracker.domain.texts import _, searched_by
from tracker.settings.groups import Setting, SettingsGroup

AT_HAND = SettingsGroup(
    "at-hand",
    _("At hand"),
    searched_by("phone, quick, open faster"),
    (
        Setting(
            _("Notices on this device"),
            "info",
            "pushing.show",
            searched_by(
                "notifications, push, alerts, sound, lock screen, permission, badge, remind me, tell me, switch off, mute"
            ),
        ),
        Setting(
            _("On your home screen"),
            "plus",
            "installing.show",
            searched_by(
                "install, app, icon, add to home screen, shortcut, web app, pwa, desktop, dock, iphone, android, launcher, "
                "home"
            ),
        ),
    ),
)
