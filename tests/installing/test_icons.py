"""The icons of a home screen: small, drawn from our signs, and whole on every phone."""

import pytest
from PIL import Image, ImageChops, ImageStat

from config import ROOT
from tests.installing.drawing import drawn
from tests.installing.outlines import as_path, lines_of
from tracker.readings import ICONS
from tracker.web.icons import ICONS_OF, ground

A_FEW_KB = 6 * 1024
SAFE = 0.8  # of an icon, across: the circle that no system cuts away


@pytest.mark.parametrize("kind", ICONS)
@pytest.mark.parametrize("icon", ICONS_OF, ids=lambda icon: icon.name)
@pytest.mark.crossed("an icon, and its kind")
def test_an_icon_is_small_and_what_is_drawn_of_its_sign(kind, icon):
    path = ROOT / "static" / "icons" / icon.file(kind)
    kept, anew = (each.convert("RGBA") for each in (Image.open(path), drawn(kind, icon)))

    assert path.stat().st_size < A_FEW_KB
    assert kept.size == anew.size == (icon.size, icon.size)
    assert max(ImageStat.Stat(ImageChops.difference(kept, anew)).mean) < 0.5


@pytest.mark.parametrize("kind", ICONS)
def test_no_system_cuts_into_a_sign_and_none_sees_through_it(kind):
    maskable, apple, monochrome = (
        Image.open(ROOT / "static" / "icons" / f"{kind}-{name}.png").convert("RGBA")
        for name in ("maskable", "apple", "monochrome")
    )

    assert [each.getchannel("A").getextrema() for each in (maskable, apple)] == [(255, 255)] * 2
    assert farthest(maskable) <= SAFE / 2 * maskable.width
    assert {colour[:3] for _times, colour in monochrome.getcolors(10**6) if colour[3] > 200} == {(0, 0, 0)}
    clear, full = monochrome.getchannel("A").getextrema()
    assert (clear, full >= 254) == (0, True)


def farthest(picture):
    """How far from its middle something is painted on the ground of a picture."""
    plain = Image.new("RGB", picture.size, ground().light)
    painted = ImageChops.difference(picture.convert("RGB"), plain).convert("L").point(lambda each: each > 8)
    middle = complex(picture.width, picture.height) / 2
    return max(
        abs(complex(x, y) - middle)
        for y in range(picture.height)
        for x in range(picture.width)
        if painted.getpixel((x, y))
    )


def test_an_outline_is_what_its_path_says():
    assert lines_of("M1 2H3V4h-1") == [[1 + 2j, 3 + 2j, 3 + 4j, 2 + 4j]]
    assert lines_of("M0 0 1 0 1 1zm2 2l1 0") == [[0j, 1 + 0j, 1 + 1j, 0j], [2 + 2j, 3 + 2j]]
    (curve,) = lines_of("M0 0C0 1 1 1 1 0s1-1 1 0")
    assert curve[24] == pytest.approx(1 + 0j)
    assert curve[36] == pytest.approx(1.5 - 0.75j)  # as it mirrors the first half
    (box,) = lines_of(as_path(0, 0, 10, 6, 2))
    assert (min(p.real for p in box), max(p.real for p in box)) == (0, 10)
    assert (min(p.imag for p in box), max(p.imag for p in box)) == (0, 6)
