"""Search does not mind accents: what is searched is kept without them."""

import unicodedata
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

A_PIECE = 500
ACCENTS = (
    *(range(0x300, 0x370), range(0x591, 0x5BE), (0x5BF,), range(0x5C1, 0x5C3), range(0x5C4, 0x5C6), (0x5C7,)),
    *(range(0x64B, 0x660), (0x670,), range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00)),
    *(range(0x20D0, 0x2100), range(0xFE20, 0xFE30)),
)
UNACCENTED = dict.fromkeys(code for codes in ACCENTS for code in codes) | str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)

notes = sa.table("notes", *(sa.column(name) for name in ("id", "body", "answer", "searched")))
pictures = sa.table("pictures", sa.column("note_id"), sa.column("description"))
reflections = sa.table(
    "reflections",
    *(sa.column(name) for name in ("id", "title", "body", "folded")),
    sa.column("answers", sa.JSON),
)


def upgrade() -> None:
    for table, name in ((notes, "searched"), (reflections, "folded")):
        for row_id, text in pieces(sa.select(table.c.id, table.c[name]), table.c.id):
            put(table, row_id, name, text, folded(text))


def downgrade() -> None:
    described = sa.select(notes, pictures.c.description).outerjoin(pictures, pictures.c.note_id == notes.c.id)
    for row in pieces(described, notes.c.id):
        words = f"{row.body} {row.answer} {row.description or ''}"
        put(notes, row.id, "searched", row.searched, small(words))
    for row in pieces(sa.select(reflections), reflections.c.id):
        words = "\n".join(text for text in (row.title, row.body, *row.answers) if text)
        put(reflections, row.id, "folded", row.folded, small(words))


def pieces(statement: sa.Select, key: sa.ColumnElement) -> Iterator[sa.Row]:
    """All rows, some at a time, so that however many there are, few are held at once."""
    last = 0
    while rows := op.get_bind().execute(statement.where(key > last).order_by(key).limit(A_PIECE)).all():
        yield from rows
        last = rows[-1][0]


def put(table: sa.TableClause, row_id: int, name: str, before: str, after: str) -> None:
    if before != after:
        op.execute(table.update().where(table.c.id == row_id).values({name: after}))


def folded(text: str) -> str:
    """As it is folded since this was written."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", small(text)).translate(UNACCENTED))
    return " ".join(plain.split()) or small(text)


def small(text: str) -> str:
    """As it was folded before."""
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(letters.split())
