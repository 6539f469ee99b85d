"""Pictures of all kinds, made by code, as phones and programs write them."""

from io import BytesIO

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from tracker.domain.picture_files import PictureKind
from tracker.wall import drawing, pictures

HIDDEN = "canary-hidden-in-a-picture"
LANDSCAPE, PORTRAIT, PANORAMA = (320, 240), (240, 320), (640, 90)

drawing.learn(PictureKind.HEIF)

__all__ = ["HIDDEN", "LANDSCAPE", "PANORAMA", "PORTRAIT", "colourful", "file_of", "pictures", "with_secrets"]


def colourful(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A picture with all sorts of colours in it, and nothing at its top left but red."""
    bands = [Image.radial_gradient("L"), Image.linear_gradient("L"), Image.radial_gradient("L").rotate(90)]
    image = Image.merge("RGB", bands).resize(size)
    image.paste((255, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    return image


def file_of(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def with_secrets(kind: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture that tells where it was taken and much else, in every place that its kind has for it."""
    words = HIDDEN.encode()
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = exif[ExifTags.Base.Artist] = HIDDEN
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = words
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = words
    more: dict[str, object] = {
        "exif": exif,
        "icc_profile": profile_with(words),
        "xmp": b"<x>" + words + b"</x>",
    }
    if kind == "JPEG":
        more["comment"] = words
    if kind == "PNG":
        more["pnginfo"] = texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", HIDDEN)
        texts.add_itxt("Location", HIDDEN)
        del more["xmp"]
    return file_of(colourful(size), kind, **more) + words


def profile_with(words: bytes) -> bytes:
    """A colour profile that holds some words after its end."""
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + words
    return len(whole).to_bytes(4, "big") + whole[4:]
