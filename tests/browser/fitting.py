"""What does not fit on a page, and what on it is out of reach: for thumbs, for those who need large letters, and for those whom
motion makes ill.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.axe import widen

SMALL, WIDTH_AT_TWICE = 320, 640
LETTERS = 16  # pixels, unless somebody has said otherwise in their browser
TOUCH = 44
LONGEST_WORD = 13  # letters of those that stand in our titles and buttons

# By how much a page can be moved sideways, what sticks out of the window, and what is cut off in itself though nothing
# says that there is more.
TOO_WIDE = """() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    [...document.querySelectorAll("body *")]
        .filter((each) => {
            const box = each.getBoundingClientRect()
            if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) return true
            if (each.scrollWidth <= each.clientWidth + 1 || each.matches("input, select")) return false
            const { overflowX, textOverflow } = getComputedStyle(each)
            return overflowX !== "visible" && textOverflow !== "ellipsis"
        })
        .filter((each) => each.checkVisibility() && !each.closest("svg, .unseen, .skip"))
        .map((each) => each.outerHTML.slice(0, 120)),
]"""
FITS = [0, []]
MIRRORED = f"""() => {{
    document.documentElement.dir = "rtl"
    const found = ({TOO_WIDE})()
    document.documentElement.dir = "ltr"
    return found
}}"""
TWICE_AS_LARGE = f"""() => {{
    document.documentElement.style.zoom = 2
    const found = ({TOO_WIDE})()
    document.documentElement.style.zoom = ""
    return found
}}"""

# Links in a line of text are as large as the text; everything else is for a thumb.
# What is smaller than a finger is to be met around it as well.
TOO_SMALL = """(touch) => {
    const met = (each) => {
        each.scrollIntoView({ block: "center" })
        const { x, y, width, height } = each.getBoundingClientRect(), reach = touch / 2 - 1
        const [across, down] = [Math.max(width / 2 - 1, reach), Math.max(height / 2 - 1, reach)]
        return [[across, 0], [-across, 0], [0, down], [0, -down]].every(([right, below]) =>
            each.contains(document.elementFromPoint(x + width / 2 + right, y + height / 2 + below)))
    }
    return [...document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden]), label:has(input)")]
        .filter((each) => each.checkVisibility() && !each.closest(".unseen, .skip") && !each.matches(".unseen, label input"))
        .filter((each) => !(each.matches("a") && getComputedStyle(each).display === "inline"))
        .map((each) => [each, each.getBoundingClientRect()])
        .filter(([each, box]) => (box.width < touch - 0.5 || box.height < touch - 0.5) && !met(each))
        .map(([each, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${each.outerHTML.slice(0, 120)}`)
}"""

# A drawing that no rule gives a size is as large as browsers have it then.
UNSIZED = """() => [...document.querySelectorAll("svg:not([viewBox])")]
    .filter((each) => each.checkVisibility() && getComputedStyle(each).blockSize === "150px")
    .map((each) => each.outerHTML.slice(0, 120))"""

# Words of ours that go on in the next line in the middle; of somebody's own there can be longer ones than any line.
BROKEN = """(letters) => [...document.querySelectorAll("h1, h2, h3, h4, legend, summary, label, button, .button")]
    .filter((each) => each.checkVisibility() && !each.closest(".unseen, .skip, bdi") && !each.querySelector("bdi"))
    .flatMap((each) => {
        const walk = document.createTreeWalker(each, NodeFilter.SHOW_TEXT), found = []
        while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\p{L}+/gu)) {
            const range = document.createRange()
            range.setStart(walk.currentNode, word.index)
            range.setEnd(walk.currentNode, word.index + word[0].length)
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 4)))
            if (word[0].length <= letters && lines.size > 1) found.push(`${word[0]}: ${each.outerHTML.slice(0, 120)}`)
        }
        return found
    })"""

MOVING = """() => [...document.querySelectorAll("*")]
    .flatMap((each) => ["", "::before", "::after"].map((part) => getComputedStyle(each, part)))
    .filter((style) => `${style.transitionDuration}, ${style.animationDuration}`.split(", ").some((time) => parseFloat(time)))
    .length"""
OUT_OF_REACH = f"(touch) => [({TOO_SMALL})(touch), ({UNSIZED})(), ({MOVING})()]"


@contextmanager
def letters(page: Page, pixels: int) -> Iterator[None]:
    """Letters as large as somebody has set them in their browser."""
    browser = page.context.new_cdp_session(page)
    large, usual = ({"fontSizes": {"standard": size, "fixed": size}} for size in (pixels, LETTERS))
    browser.send("Page.setFontSizes", large)
    yield
    browser.send("Page.setFontSizes", usual)
    browser.detach()


def what_does_not_fit(page: Page, width: int, looking: str = TOO_WIDE) -> object:
    """By how much a page can be moved sideways, and what is cut off or sticks out."""
    widen(page, width)
    return page.evaluate(looking)
