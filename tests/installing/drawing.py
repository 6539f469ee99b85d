"""The icons of a home screen, drawn from our own signs: ``python -m tests.installing.drawing`` draws all of them anew.

No system takes a drawing for an icon on every phone, so these pictures lie in ``static/icons``, and a test draws them once
more. Of SVG this reads what our signs are made of: paths, and rectangles with round corners.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from config import ROOT
from tests.installing.outlines import Line, as_path, lines_of
from tracker.readings import ICONS, OUR_SIGN
from tracker.web.icons import ICONS_OF, Icon, ground

SVG = "{http://www.w3.org/2000/svg}"
FINER = 4  # times, before it is made smaller again: that makes edges smooth
RECTANGLE = ("x", "y", "width", "height", "rx")
COLOURS = 48  # so many are enough for a few plain shapes with smooth edges


@dataclass(frozen=True)
class Shape:
    """One shape of a sign: its lines, what fills them, and with what pen they are drawn."""

    lines: list[Line]
    fill: str
    stroke: str
    width: float


def draw_all(folder: Path) -> None:
    """Draw each icon of each kind into a folder."""
    for kind in ICONS:
        for icon in ICONS_OF:
            drawn(kind, icon).save(folder / icon.file(kind), optimize=True)


def drawn(kind: str, icon: Icon) -> Image.Image:
    """One icon of a kind, in few colours."""
    fine = icon.size * FINER
    picture = Image.new("RGBA", (fine, fine), (0, 0, 0, 0))
    if icon.corner is not None:
        ImageDraw.Draw(picture).rounded_rectangle(
            (0, 0, fine - 1, fine - 1), icon.corner * fine, fill=ground().light
        )
    paint(picture, shapes_of(kind), icon.part * fine, plain=icon.corner is None)
    picture = picture.resize((icon.size, icon.size), Image.Resampling.BOX)
    return (picture.convert("RGB") if icon.opaque else picture).quantize(COLOURS, Image.Quantize.FASTOCTREE)


def paint(picture: Image.Image, shapes: list[Shape], size: float, *, plain: bool) -> None:
    """Paint shapes into the middle of a picture, as large as they can be in a square of this size; ``plain`` ones in black."""
    points = [point for shape in shapes for line in shape.lines for point in line]
    pen = max(shape.width for shape in shapes)
    left, right = min(each.real for each in points), max(each.real for each in points)
    top, bottom = min(each.imag for each in points), max(each.imag for each in points)
    scale = size / (max(right - left, bottom - top) + pen)
    middle = complex(left + right, top + bottom) / 2
    draw = ImageDraw.Draw(picture)
    for shape in shapes:
        lines = [
            [(each - middle) * scale + complex(*picture.size) / 2 for each in line] for line in shape.lines
        ]
        paint_shape(draw, lines, shape, shape.width * scale, plain=plain)


def paint_shape(
    draw: ImageDraw.ImageDraw, lines: list[Line], shape: Shape, pen: float, *, plain: bool
) -> None:
    for line in lines:
        corners = [(each.real, each.imag) for each in line]
        if shape.fill != "none" and len(corners) > 2:
            draw.polygon(corners, fill="#000000" if plain else shape.fill)
        if shape.stroke != "none":
            colour = "#000000" if plain else shape.stroke
            draw.line(corners, fill=colour, width=round(pen))
            for x, y in corners:  # a round end, and a round corner
                draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=colour)


def shapes_of(kind: str) -> list[Shape]:
    """What a sign is made of: that of Tend without the light around it, which it has on tabs of any colour."""
    if kind == OUR_SIGN:
        root = ET.parse(ROOT / "static" / "sprite.svg").getroot()
        drawing = next(each for each in root if each.get("id") == "sign")
    else:
        drawing = ET.parse(ROOT / "static" / "icons" / f"{kind}.svg").getroot()
    return [shape_of(each, drawing) for each in drawing if each.tag in (f"{SVG}path", f"{SVG}rect")]


def shape_of(drawn: ET.Element, within: ET.Element) -> Shape:
    def said(name: str, else_: str) -> str:
        return drawn.get(name) or within.get(name) or else_

    stroke = said("stroke", "none")
    return Shape(
        lines_of(drawn.get("d") or as_path(*(float(drawn.get(name, "0")) for name in RECTANGLE))),
        said("fill", "none"),
        stroke,
        0 if stroke == "none" else float(said("stroke-width", "1")),
    )


if __name__ == "__main__":
    draw_all(ROOT / "static" / "icons")
