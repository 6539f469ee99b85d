"""Pictures on their way to the wall, and as they arrived."""

from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from tests.databases import acting, kept
from tests.pictures import LANDSCAPE, PORTRAIT, colourful, file_of, pictures
from tests.visitors import TOKEN, Page, Visitor
from tests.world import (
    NOW,
    note,
    person,
)
from tracker.app import BELONGINGS
from tracker.domain.pictures import Enclosed
from tracker.extensions import db
from tracker.models import Note, Picture

SENT = file_of(colourful(LANDSCAPE))


OTHER = file_of(colourful(PORTRAIT), "PNG")


MOST = BELONGINGS.counted()[Picture].quota.most


LOST = b"no picture at all"


def sending(
    visitor: Visitor,
    path: str = "/wall",
    content: bytes = SENT,
    name: str = "IMG_0001.HEIC",
    kind: str = "image/jpeg",
    **typed: str,
) -> Any:
    """Send the form of a note as a browser does that has a file in it.

    It is written by hand: for a large one the client of the tests would leave a file of its own open.
    """
    opened = visitor.get(path)
    made_from = Page.of(opened).form(path).values["seen"] if opened.status_code == 200 else ""
    typed = {TOKEN: visitor.form_token(), "body": "Look at this", "seen": made_from, **typed}
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{words}\r\n'
        for field, words in typed.items()
    ]
    parts.append(f'--line\r\nContent-Disposition: form-data; name="picture"; filename="{name}"\r\n')
    parts.append(f"Content-Type: {kind}\r\n\r\n")
    body = "".join(parts).encode() + content + b"\r\n--line--\r\n"
    return visitor.post(path, data=body, content_type="multipart/form-data; boundary=line")


def latest(app: Flask) -> tuple[int, Any]:
    """The latest note's id, and its picture."""
    note_id = kept(app, select(Note.id).order_by(Note.written_at.desc()).limit(1))[0]
    return note_id, (kept(app, select(Picture).where(Picture.note_id == note_id)) or [None])[0]


def shown(page: Page) -> list[Any]:
    """The pictures of notes on a page."""
    return [given for tag, given in page.tags if tag == "img" and "src" in given]


def crowd(name: str, count: int) -> None:
    """Let so many more pictures be there for somebody."""
    own = person(name)
    of_note = {"space_id": own.space_id, "author_id": own.id, "waiting": True, "body": "x", "written_at": NOW}
    of_picture = {"space_id": own.space_id, "width": 1, "height": 1, "digest": "d", "content": b"c"}
    ids = db.session.scalars(insert(Note).returning(Note.id), [of_note] * count).all()
    db.session.execute(insert(Picture), [of_picture | {"note_id": each} for each in ids])


def changed_at(app: Flask, note_id: int) -> datetime | None:
    with acting(app):
        return note(note_id).edited_at


def the_lake() -> Enclosed:
    return Enclosed(pictures.drawn(SENT), "At the lake")
