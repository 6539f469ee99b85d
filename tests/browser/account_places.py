"""The pages of accounts: coming in, what opens one's Tend and what happened to it, another address, an account that ends."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.arriving import GUEST, Place, give_password, press, stay
from tests.browser.partner import PASSWORD

NEW_HERE = "eve@example.org"
TOO_OFTEN = 11
SENT_BESIDE = """async (times) => {
    const form = document.querySelector("main form")
    const body = new URLSearchParams(new FormData(form))
    for (let time = 0; time < times; time += 1) await fetch(form.action, { method: "post", body })
}"""


def come_halfway(who: str, then: Callable[[Page], None] = stay) -> Callable[[Page], None]:
    """Log in as somebody by their password, and go on from there."""

    def act(page: Page) -> None:
        log_in_with(page, f"{who}@example.org", PASSWORD)
        then(page)

    return act


def log_in_with(page: Page, address: str, password: str) -> None:
    page.get_by_label("E-mail address", exact=True).fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    press("Log in")(page)


def guess_too_often(page: Page) -> None:
    """Guess so often that nothing more is heard; what only counts is sent beside the page."""
    page.get_by_label("E-mail address", exact=True).fill("nobody-at-all@example.org")
    page.get_by_label("Password", exact=True).fill("not the right one")
    page.evaluate(SENT_BESIDE, TOO_OFTEN - 2)
    for _time in range(TOO_OFTEN):
        if page.get_by_label("Password", exact=True).count():
            log_in_with(page, "nobody-at-all@example.org", "not the right one")


def without_the_app(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="I have no app at hand").click()


def without_the_app_either(page: Page) -> None:
    without_the_app(page)
    press("Log in", first="Recovery code")(page)


def begin_an_account(page: Page) -> None:
    """Say who one is where a code is mailed."""
    page.get_by_label("Your name", exact=True).fill("Eve")
    page.get_by_label("E-mail address", exact=True).fill(NEW_HERE)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press("Make my account")(page)


def ask_for_a_link(page: Page) -> None:
    page.get_by_label("E-mail address", exact=True).fill(NEW_HERE)
    press("Send me a link")(page)


def unlock(page: Page) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    press("Unlock")(page)


def send_while_locked(page: Page) -> None:
    """Send what was typed before it locked, and unlock."""
    page.evaluate("""() => {
        const form = document.querySelector("form.stack"), words = document.createElement("textarea")
        words.name = "body"
        words.value = "You carried the shopping up. ".repeat(4) + "W".repeat(120)
        form.querySelector("[name=unlock]").remove()
        form.append(words)
    }""")
    press("Unlock")(page)
    unlock(page)


def name_it_nothing(page: Page) -> None:
    page.get_by_label("What to call it", exact=True).fill("")
    press("Save")(page)


CODES = "/settings/codes"
OF_ACCOUNTS = (
    Place("code after the password", GUEST, "/login", come_halfway("coded")),
    Place(
        "code, with errors",
        GUEST,
        "/login",
        come_halfway("coded", press("Log in", first="Code from the app")),
    ),
    Place("without the app", GUEST, "/login", come_halfway("coded", without_the_app)),
    Place("without the app, mailed", GUEST, "/login", come_halfway("coded", without_the_app), mailed=True),
    Place("without the app, with errors", GUEST, "/login", come_halfway("coded", without_the_app_either)),
    Place("without the app, codes stay", GUEST, "/login", come_halfway("keeping", without_the_app)),
    Place("too many log-ins", GUEST, "/login", guess_too_often),
    Place("an account that is shut", GUEST, "/login", come_halfway("shut")),
    Place("log in with a passkey", GUEST, "/login", mailed=True),
    Place("the app is gone", GUEST, "/login/lost/{links[lost]}"),
    Place("the app is gone, noted", GUEST, "/login/lost/{links[noted]}"),
    Place("the app is gone, ended link", GUEST, "/login/lost/nothing"),
    Place("forgotten password, mailed", GUEST, "/reset", mailed=True),
    Place("a link is on its way", GUEST, "/reset", ask_for_a_link, mailed=True),
    Place("a link for nobody", GUEST, "/reset/sent"),
    Place("a new password by a link", GUEST, "/reset/{links[reset]}"),
    Place(
        "a new password by a link, with errors", GUEST, "/reset/{links[reset]}", press("Set my new password")
    ),
    Place("register by an admission", GUEST, "/register/{links[admission]}"),
    Place("an admission that has ended", GUEST, "/register/nothing"),
    Place("a code by mail", GUEST, "/register", begin_an_account, mailed=True),
    Place("confirm the address", "unsure", "/confirm", press("Confirm"), mailed=True),
    Place("confirm the address, no mails", "unsure", "/confirm"),
    Place("confirm another address", "unsure", "/confirm/address", give_password),
    Place("change the address", "one", "/confirm/change", give_password, mailed=True),
    Place("change the address, no mails", "moving", "/confirm/change", press("Use this address")),
    Place("change the address, held back", "moving", "/confirm/change", mailed=True),
    Place("code for the new address", "moving", "/confirm/change/code", mailed=True),
    Place(
        "code for the new address, with errors", "moving", "/confirm/change/code", press("Use this address")
    ),
    Place("hold back new passwords", GUEST, "/confirm/hold/{links[hold]}"),
    Place("no more of these mails", GUEST, "/no-more/{links[off]}"),
    Place("none of these any more", GUEST, "/no-more/{links[off]}", press("Send me none of these any more")),
    Place("held back", GUEST, "/confirm/hold/{links[hold]}", press("Hold them back for a week")),
    Place("codes, switched on", "coded", CODES),
    Place("codes, shown once", "coded", CODES, press("Make ten new ones")),
    Place("codes, said to be lost", "losing", CODES),
    Place("codes, never taken off", "keeping", CODES),
    Place("codes, none yet, with errors", "moving", CODES, press("Switch codes on")),
    Place("proof with a code", "coded", "/settings/proof", press("Go on")),
    Place("proof with a passkey", "coded", "/settings/proof", mailed=True),
    Place("passkeys, the first", "moving", "/settings/passkeys", mailed=True),
    Place("passkeys, two", "coded", "/settings/passkeys", mailed=True),
    Place("a passkey", "coded", "/settings/passkeys/{links[passkey]}"),
    Place("a passkey with errors", "coded", "/settings/passkeys/{links[passkey]}", name_it_nothing),
    Place("keys, many", "coded", "/settings/keys"),
    Place("log, full", "coded", "/settings/log"),
    Place("log, empty", "newcomer", "/settings/log"),
    Place("locked", "locked", "/today"),
    Place("locked, with errors", "locked", "/today", press("Unlock")),
    Place("unlocked, with what was not taken", "locked", "/today", send_while_locked),
    Place("lock, chosen", "locking", "/settings/lock", unlock),
    Place("today, told of a link", "keeping", "/today"),
    Place("today, closed", "closed", "/today"),
    Place("today, to be deleted", "ending", "/today"),
    Place("settings, closed", "closed", "/settings"),
)
