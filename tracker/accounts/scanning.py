"""Pictures that a phone scans: of an invitation's link, and of the secret that an app for codes shares."""

from importlib import import_module


def picture_of(text: str) -> str:
    """A text as a picture to scan, as SVG. What draws it is loaded when it is first needed: a start takes 5 % longer with it."""
    picture: str = (
        import_module("segno")
        .make(text, error="m")
        .svg_inline(border=2, omitsize=True, svgclass="qr", lineclass="qr__line")
    )
    return picture
