"""Somebody who has a keyboard alone: Tab leads from control to control, Enter and Space do what a tap does."""

from playwright.sync_api import Locator, Page

MOST_TABS = 80
# What has the focus, whether one sees that it has, whether it lies below the bar at the foot of the page, and whether it is
# the control that is looked for.
FOCUSED = """(control) => {
    const focused = document.querySelector(":focus")
    if (!focused) return null
    const { outlineStyle } = getComputedStyle(focused.closest("label:has(.unseen)") ?? focused)
    const box = (focused.closest("label") ?? focused).getBoundingClientRect()
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))
    const below = Boolean(top?.closest(".around")) && !focused.closest(".around")
    return [focused.outerHTML, outlineStyle !== "none", below, focused === control]
}"""


def go_to(page: Page, control: Locator) -> None:
    """Press Tab until the control has the focus; wherever the focus comes by, it can be seen."""
    control.wait_for()
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = control.evaluate(FOCUSED)
        if found is None:
            continue  # at the end of the page, before it begins again
        html, seen, below, reached = found
        assert seen and not below, html
        if reached:
            return
    raise AssertionError(f"{control} cannot be reached")


def type_into(page: Page, label: str, text: str) -> None:
    """Go to a field, and type in it."""
    go_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def press_key_on(page: Page, name: str, *, role: str = "button", key: str = "Enter") -> None:
    """Go to what has that name, and press a key there."""
    go_to(page, page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
    page.keyboard.press(key)
