"""A small picture for a note of the demo, drawn here, so that no photograph of anybody's has to be carried along.

``python -m tracker.demo.drawing`` writes it to the standard output and ends: what draws stays in no memory.
"""

import sys
from typing import BinaryIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1200
SKY, DAWN = (126, 164, 190), (247, 214, 170)
SUN, GLOW = (255, 241, 206), (252, 226, 176)
HILLS = ((150, 164, 160), (112, 136, 124), (78, 108, 92))
SILL, EDGE = (236, 224, 206), (208, 190, 166)
MUGS = ((470, (138, 69, 112)), (890, (36, 105, 122)))
STEAM = (250, 240, 224)


def draw_two_mugs(file: BinaryIO) -> None:
    """Two mugs on a windowsill at sunrise, as a PNG."""
    image = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    image = Image.composite(Image.new("RGB", image.size, DAWN), Image.new("RGB", image.size, SKY), image)
    pen = ImageDraw.Draw(image)
    pen.circle((1180, 560), 170, GLOW)
    pen.circle((1180, 560), 120, SUN)
    for number, colour in enumerate(HILLS):
        top = 560 + 110 * number
        pen.ellipse((-500 + 260 * number, top, 1000 + 200 * number, top + 900), colour)
        pen.ellipse((700 - 240 * number, top + 40, 2300 - 100 * number, top + 900), colour)
    pen.rectangle((0, 930, WIDTH, HEIGHT), SILL)
    pen.rectangle((0, 930, WIDTH, 952), EDGE)
    for left, colour in MUGS:
        draw_mug(pen, left, colour)
    image.save(file, "PNG", compress_level=1)


def draw_mug(pen: ImageDraw.ImageDraw, left: int, colour: tuple[int, int, int]) -> None:
    pen.ellipse((left - 20, 1030, left + 280, 1100), EDGE)
    pen.arc((left + 170, 830, left + 330, 990), -90, 90, colour, 26)
    pen.rounded_rectangle((left, 780, left + 250, 1070), 46, colour)
    pen.ellipse((left + 6, 764, left + 244, 812), tuple(part - 20 for part in colour))
    for x in (left + 90, left + 160):
        pen.arc((x - 26, 640, x + 14, 700), 90, 270, STEAM, 9)
        pen.arc((x - 26, 692, x + 14, 752), -90, 90, STEAM, 9)


if __name__ == "__main__":
    draw_two_mugs(sys.stdout.buffer)
