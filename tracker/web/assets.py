"""The files a page is made of, published once at start under an address that holds their version.

A published file never changes, so a browser may keep it for ever; a new version has a new
address. Style sheets come as one file, and each file lies beside its compressed forms.
"""

import gzip
import re
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Flask
from whitenoise import WhiteNoise

from tracker.web.headers import asset_headers

IMPORT = re.compile(r'@import "(?P<file>[^"]+)";\n?')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\n\s*")
COMPRESSED = frozenset({".css", ".js", ".svg", ".webmanifest"})


def serve_assets(app: Flask, source: Path, published: Path) -> None:
    """Publish what lies in ``source`` below ``published``, and serve it."""
    version = version_of(source)
    folder = published / version
    if not folder.exists():
        publish(source, folder)
    prefix = f"/static/{version}/"
    app.jinja_env.globals["asset"] = lambda name: prefix + name
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder,
        prefix=prefix,
        max_age=None,
        immutable_file_test=always,
        allow_all_origins=False,
        add_headers_function=asset_headers,
    )


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
    style = made / "css" / "app.css"
    style.write_text(one_sheet(style))
    for file in [file for file in made.rglob("*") if file.suffix in COMPRESSED]:
        content = file.read_bytes()
        file.with_name(file.name + ".br").write_bytes(brotli.compress(content))
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)


def one_sheet(sheet: Path) -> str:
    """A style sheet with the ones it imports put in their place, without comments and indents."""
    text = IMPORT.sub(lambda found: one_sheet(sheet.parent / found["file"]), sheet.read_text())
    return INDENT.sub("\n", COMMENT.sub("", text)).lstrip("\n")
