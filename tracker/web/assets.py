"""The files a page is made of, published once at start under an address that holds their version.

A published file never changes, so a browser may keep it for ever; a new version has a new
address. What a sheet or a script imports comes in one file with it, and each file lies beside its compressed forms.

A page is made of its HTML, one sheet that all share, one of its group, one sprite, and one script at most; for whoever has
chosen that their Tend locks, one more.
"""

import gzip
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from tracker.web.headers import asset_headers
from tracker.web.packing import packed_drawing, packed_script, packed_sheet, short_names

STYLE = Markup('<link rel="stylesheet" href="{}">\n')
SCRIPT = Markup('<script type="module" src="{}"></script>\n')
COMPRESSED = frozenset({".css", ".js", ".svg", ".webmanifest"})


def serve_assets(app: Flask, source: Path, published: Path) -> None:
    """Publish what lies in ``source`` below ``published``, and serve it."""
    version = version_of(source)
    folder = published / version
    if not folder.exists():
        publish(source, folder)
    prefix = f"/static/{version}/"
    app.jinja_env.globals.update(
        asset=lambda name: prefix + name,
        style=lambda group: STYLE.format(f"{prefix}css/pages/{group}.css"),
        script=lambda group: SCRIPT.format(f"{prefix}js/pages/{group}.js"),
    )
    app.wsgi_app = Published(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder,
        prefix=prefix,
        max_age=None,
        immutable_file_test=always,
        allow_all_origins=False,
        add_headers_function=asset_headers,
    )


class Published(WhiteNoise):
    """Sends files without what a browser would ask by whether they have changed: under their address they never do."""

    def get_static_file(self, path: str, url: str, stat_cache: object = None) -> StaticFile:
        """A file, ready to be sent in each of its forms."""
        file = super().get_static_file(path, url, stat_cache)
        file.alternatives = [
            (form, place, [header for header in headers if header[0] not in ("ETag", "Last-Modified")])
            for form, place, headers in file.alternatives
        ]
        return file


def always(_path: str, _url: str) -> bool:
    """No file ever changes under its address."""
    return True


def version_of(source: Path) -> str:
    """A short hash over all files, their names included."""
    digest = sha256()
    for file in sorted(source.rglob("*")):
        if file.is_file():
            digest.update(str(file.relative_to(source)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def publish(source: Path, folder: Path) -> None:
    """Write the files and their compressed forms; two who start at once write the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent))
    made.chmod(0o755)
    shutil.copytree(source, made, dirs_exist_ok=True)
    short = short_names(source / "css" / "tokens.css")
    for sheet in loaded(source / "css"):
        (made / sheet.relative_to(source)).write_text(packed_sheet(sheet, short))
    for script in loaded(source / "js"):
        (made / script.relative_to(source)).write_text(packed_script(script))
    for drawing in source.glob("*.svg"):
        (made / drawing.name).write_text(packed_drawing(drawing))
    for file in [file for file in made.rglob("*") if file.suffix in COMPRESSED]:
        content = file.read_bytes()
        file.with_name(file.name + ".br").write_bytes(brotli.compress(content))
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)


def loaded(folder: Path) -> list[Path]:
    """What pages name of style sheets or scripts; all else is imported by these."""
    return [*folder.glob("app.*"), *folder.glob("pages/*"), *folder.glob("alone/*")]
