"""Somebody who has a keyboard alone: Tab leads from control to control, Enter and Space do what a tap does."""

from playwright.sync_api import Locator, Page

MOST_TABS = 80
OUTLINE = "(element) => getComputedStyle(element.closest('label:has(.unseen)') ?? element).outlineStyle"


def go_to(page: Page, control: Locator) -> None:
    """Press Tab until the control has the focus; wherever the focus comes by, it can be seen."""
    control.wait_for()
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            continue  # at the end of the page, before it begins again
        assert focused.evaluate(OUTLINE) != "none", focused.evaluate("(element) => element.outerHTML")
        assert not hidden_below_the_way_around(focused)
        if control.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{control} cannot be reached")


def hidden_below_the_way_around(focused: Locator) -> bool:
    """Whether the middle of what has the focus lies below the bar at the foot of the page."""
    hidden: bool = focused.evaluate("""(element) => {
        const box = (element.closest("label") ?? element).getBoundingClientRect()
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))
        return Boolean(top?.closest(".around")) && !element.closest(".around")
    }""")
    return hidden


def type_into(page: Page, label: str, text: str) -> None:
    """Go to a field, and type in it."""
    go_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def press_key_on(page: Page, name: str, *, role: str = "button", key: str = "Enter") -> None:
    """Go to what has that name, and press a key there."""
    go_to(page, page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
    page.keyboard.press(key)
