"""Colours are said once, in the tokens; layers decide, never force."""

import re

from tests.house.sources import STATIC, each_of, spoken, templates

TOKENS = {STATIC / "css" / name for name in ("tokens.css", "scenery.css")}  # of all pages, and of the garden
SHEETS = sorted(STATIC.rglob("*.css"))
OF_PAGES = re.compile(
    r"<symbol.*?</symbol>", re.DOTALL
)  # beside them a drawing shows what no style sheet reaches

LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE)
DECLARATION = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>[^;{}]+)[;}]")
NAMED = {
    "aliceblue",
    "antiquewhite",
    "aqua",
    "aquamarine",
    "azure",
    "beige",
    "bisque",
    "black",
    "blanchedalmond",
    "blue",
    "blueviolet",
    "brown",
    "burlywood",
    "cadetblue",
    "chartreuse",
    "chocolate",
    "coral",
    "cornflowerblue",
    "cornsilk",
    "crimson",
    "cyan",
    "darkblue",
    "darkcyan",
    "darkgray",
    "darkgreen",
    "darkgrey",
    "darkkhaki",
    "darkmagenta",
    "darkorange",
    "darkred",
    "darkslategray",
    "darkviolet",
    "deeppink",
    "deepskyblue",
    "dimgray",
    "dimgrey",
    "dodgerblue",
    "firebrick",
    "floralwhite",
    "forestgreen",
    "fuchsia",
    "gainsboro",
    "ghostwhite",
    "gold",
    "goldenrod",
    "gray",
    "green",
    "greenyellow",
    "grey",
    "honeydew",
    "hotpink",
    "indianred",
    "indigo",
    "ivory",
    "khaki",
    "lavender",
    "lawngreen",
    "lemonchiffon",
    "lightblue",
    "lightgray",
    "lightgreen",
    "lightgrey",
    "lightyellow",
    "lime",
    "limegreen",
    "linen",
    "magenta",
    "maroon",
    "midnightblue",
    "mintcream",
    "mistyrose",
    "moccasin",
    "navajowhite",
    "navy",
    "oldlace",
    "olive",
    "olivedrab",
    "orange",
    "orangered",
    "orchid",
    "papayawhip",
    "peachpuff",
    "peru",
    "pink",
    "plum",
    "powderblue",
    "purple",
    "rebeccapurple",
    "red",
    "rosybrown",
    "royalblue",
    "saddlebrown",
    "salmon",
    "sandybrown",
    "seagreen",
    "seashell",
    "sienna",
    "silver",
    "skyblue",
    "slateblue",
    "slategray",
    "snow",
    "springgreen",
    "steelblue",
    "tan",
    "teal",
    "thistle",
    "tomato",
    "turquoise",
    "violet",
    "wheat",
    "white",
    "whitesmoke",
    "yellow",
    "yellowgreen",
}


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def colours_in(sheet):
    text = without_comments(sheet)
    values = [found["value"] for found in DECLARATION.finditer(text)]
    named = [
        word
        for value in values
        for word in re.findall(r"[\w-]+", re.sub(r"var\([^)]*\)", "", value))
        if word in NAMED
    ]
    return [found for value in values for found in LITERAL.findall(value)] + named


@each_of([path for path in SHEETS if path not in TOKENS])
def test_colours_are_said_in_the_tokens_alone(path):
    assert colours_in(path.read_text()) == []


def test_the_search_for_colours_finds_them():
    sheet = "a { color: #fff; border: 1px solid tan; background: oklch(1 0 0); fill: var(--plum) }"

    assert colours_in(sheet) == ["#fff", "oklch(", "tan"]


@each_of(templates())
def test_no_template_names_a_colour(path):
    painted = [
        (name, value)
        for _tag, name, value in spoken(path).attributes
        if name in ("fill", "stroke", "color", "bgcolor", "stop-color")
        and value not in ("", "none", "currentColor")
    ]

    assert painted == []


@each_of(sorted(STATIC.glob("*.svg")))
def test_no_drawing_names_a_colour(path):
    """Those for tabs alone lie elsewhere: no colour of a page is known there."""
    symbols = "".join(OF_PAGES.findall(path.read_text()))
    painted = re.findall(r'\b(?:fill|stroke|stop-color)="([^"]*)"', symbols)

    assert symbols
    assert [
        value for value in painted if value not in ("none", "currentColor") and not value.startswith("var(")
    ] == []


@each_of(sorted(STATIC.rglob("*.js")))
def test_no_behaviour_names_a_colour_or_writes_markup(path):
    text = path.read_text()

    assert LITERAL.findall(text) == []
    assert (
        re.findall(r"\.style\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text) == []
    )


@each_of(SHEETS)
def test_no_rule_is_forced_and_none_hangs_on_an_id(path):
    text = without_comments(path.read_text())
    selectors = re.findall(r"([^{}]+)\{", text)

    assert "!important" not in text
    assert [each for each in selectors if re.search(r"(^|[\s,>+~])#[\w-]+", each)] == []


def blocks_in(sheet):
    """The blocks whose rules a sheet begins, by the names of their classes."""
    return set(re.findall(r"^ {2,4}\.([a-z][a-z-]*)(?=[ ,{:\[.>])", sheet, re.MULTILINE))


def test_what_one_page_calls_a_block_no_other_page_does():
    pages = {path: blocks_in(path.read_text()) for path in SHEETS if path.parent.name == "pages"}

    shared = {
        name: paths
        for name in set().union(*pages.values())
        if len(paths := [p.name for p in pages if name in pages[p]]) > 1
    }
    assert shared == {}
    assert "segment" in blocks_in(STATIC.joinpath("css/pages/talk.css").read_text())


def test_what_all_pages_share_no_page_lays_out_anew():
    """A page may say how what is shared stands within something of its own, but not how it looks everywhere."""
    alone = re.compile(r"^  \.([a-z][a-z-]*) \{", re.MULTILINE)
    own = {path: set(alone.findall(path.read_text())) for path in SHEETS if path.parent.name == "pages"}
    shared = set[str]().union(
        *(
            blocks_in(path.read_text())
            for path in SHEETS
            if path.parent.name == "components" or path.name == "layout.css"
        )
    )

    assert {path.name: names & shared for path, names in own.items() if names & shared} == {}


DASHED = re.compile(r"([^{}]*)\{[^{}]*stroke-dasharray:\s*[\d.]")


def test_dashes_are_for_what_nobody_has_said_yet_and_for_no_person():
    dashed = [who.strip() for sheet in SHEETS for who in DASHED.findall(without_comments(sheet.read_text()))]

    assert dashed == [".near--free :is(.near__own, .near__theirs circle)"]


@each_of(SHEETS)
def test_a_double_line_is_thick_enough_for_every_browser(path):
    """WebKit draws one of four pixels as a single line; three equal parts are the same everywhere."""
    thin = [
        found
        for found in re.findall(r"([\d.]+)px double", without_comments(path.read_text()))
        if int(found) % 6
    ]

    assert thin == []
