"""The settings in groups: what the page shows, and by which words somebody finds it. The pages translate the names."""

from tracker.domain.texts import _, searched_by
from tracker.settings.arrivals import ARRIVALS
from tracker.settings.at_hand import AT_HAND
from tracker.settings.groups import Setting, SettingsGroup

SECTIONS: tuple[SettingsGroup, ...] = (
    SettingsGroup(
        "you",
        _("You"),
        searched_by("me, account, profile, personal, user"),
        (
            Setting(
                _("Name, colour, time zone"),
                "edit",
                "settings.describe",
                searched_by(
                    "rename, nickname, color, timezone, midnight, day ends, travel, clock, moved, profile, avatar"
                ),
            ),
        ),
    ),
    ARRIVALS,
    SettingsGroup(
        "space",
        _("Your space"),
        searched_by("couple, partner, both, us, shared, relationship"),
        (
            Setting(
                _("The space: name, week, streaks"),
                "check-in",
                "settings.shape",
                searched_by(
                    "first day of the week, weekday, monday, sunday, check-in day, strict, gentle, grace, rules, touch numbers, "
                    "rename the space"
                ),
            ),
            Setting(
                _("Share habits"),
                "share",
                "habits.share",
                searched_by("show habits, give, visible, let my partner see"),
                for_two=True,
            ),
            Setting(
                _("Invite your partner"),
                "invite",
                "spaces.invite",
                searched_by(
                    "invitation, join, link, code, qr, second person, connect, pair, add partner, husband, wife"
                ),
                for_one=True,
            ),
        ),
    ),
    SettingsGroup(
        "habits",
        _("Habits and pauses"),
        searched_by("routine, rules, counting"),
        (
            Setting(
                _("Pauses"),
                "pause",
                "pauses.show",
                searched_by("holiday, vacation, break, ill, sick, away, days off"),
            ),
            Setting(
                _("Private habits: week, streaks"),
                "lock",
                "settings.count_own",
                searched_by("own habits, hidden, secret, strict, gentle, first day of the week"),
                for_two=True,
            ),
        ),
    ),
    SettingsGroup(
        "files",
        _("Files"),
        searched_by("data, import and export, upload"),
        (
            Setting(
                _("Download everything"),
                "copy",
                "exports.show",
                searched_by(
                    "export, backup, save, archive, data, zip, copy, json, gdpr, restore, bring back"
                ),
            ),
            Setting(
                _("Import habits"),
                "bring-back",
                "imports.upload",
                searched_by("loop, loop habit tracker, csv, upload, other app, transfer, migrate"),
            ),
        ),
    ),
    SettingsGroup(
        "privacy",
        _("Privacy and safety"),
        searched_by("security, private, protect, secret, who can see"),
        (
            Setting(
                _("E-mail address"),
                "edit",
                "confirming.change",
                searched_by("email, mail, new address, change address, login name, account name"),
            ),
            Setting(
                _("Password"),
                "lock",
                "settings.secure",
                searched_by("passphrase, change password, security, log-in, login, hacked"),
            ),
            Setting(
                _("Passkeys"),
                "lock",
                "passkeys.show",
                searched_by(
                    "passkey, fingerprint, face, webauthn, fido, security key, biometric, without password, touch id"
                ),
            ),
            Setting(
                _("Codes as a second step"),
                "check",
                "factors.show_codes",
                searched_by(
                    "two-factor, 2fa, mfa, totp, authenticator, one-time code, second factor, recovery codes, verification"
                ),
            ),
            Setting(
                _("Keys: log-ins, addresses, links"),
                "opened",
                "security.show_keys",
                searched_by(
                    "devices, sessions, browsers, lost phone, stolen, revoke, access, who is logged in, tokens"
                ),
            ),
            Setting(
                _("Lock after five minutes"),
                "lock",
                "security.choose_lock",
                searched_by(
                    "screen lock, pin, timeout, hide, nobody at my phone, auto lock, walk away, shared computer"
                ),
            ),
            Setting(
                _("What happened to your account"),
                "sealed",
                "security.show_log",
                searched_by(
                    "log, history, log-ins, wrong password, attack, hacked, who was here, security, strange"
                ),
            ),
            Setting(
                _("On staying safe"),
                "info",
                "help.show_safety",
                searched_by(
                    "safety, who can see what, server, traces, spying, leaving in steps, incognito, hide, safe"
                ),
            ),
            Setting(
                _("What leaving quickly can and cannot do"),
                "leave",
                "exit.show",
                searched_by("quick exit, panic button, hide, escape, shift key, boss key, vanish, history"),
            ),
            Setting(
                _("Places to turn to for help"),
                "phone",
                "help.show",
                searched_by("crisis, emergency, therapy, counselling, violence, support, divorce"),
            ),
        ),
    ),
    AT_HAND,
    SettingsGroup(
        "looks",
        _("Light, dark, and how large"),
        searched_by(
            "dark mode, night mode, theme, appearance, font size, letters, text size, zoom, contrast, colors, language, "
            "motion, accessibility, screen reader"
        ),
        (),
    ),
    SettingsGroup(
        "leaving",
        _("Leaving"),
        searched_by("end, quit, stop, exit, divorce, separation"),
        (
            Setting(
                _("Leave the space"),
                "leave",
                "settings.leave_space",
                searched_by(
                    "break up, separate, separation, divorce, part, split up, ex, leave my partner, end it, quit"
                ),
                for_two=True,
            ),
            Setting(
                _("Delete the account"),
                "delete",
                "settings.delete_account",
                searched_by("erase, remove, close account, forget me, unregister, cancel, deactivate"),
            ),
        ),
    ),
)


LOG_OUT = SettingsGroup(
    "log-out", _("Log out"), searched_by("logout, sign out, signout, switch account, exit"), ()
)


def without(hidden: str) -> tuple[SettingsGroup, ...]:
    """The groups without what says so of itself."""
    return tuple(
        each._replace(settings=tuple(setting for setting in each.settings if not getattr(setting, hidden)))
        for each in SECTIONS
    )


# As they are there for somebody with a partner, and without one.
FOR_TWO, FOR_ONE = without("for_one"), without("for_two")
