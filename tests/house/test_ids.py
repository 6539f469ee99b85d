"""Ids tell nothing: neither how many there are of a thing, nor in which order they were made."""

import ast

from tests.house.sources import modules, name_of
from tracker.app import BELONGINGS
from tracker.extensions import db
from tracker.keys import COUNTED, LARGEST, WERE_COUNTED, drawn, instead_of, key_today

# What has a number that is counted, with the reason.
ARE_COUNTED = {
    "people": "no page and no file has the number",
    "spaces": "no page and no file has the number",
    "mails": "no page and no file has the number; they are sent in their order",
    "withdrawals": "they are put back in their order",
    "beginnings": "the latest is the one that holds",
}


def test_whatever_is_somebodys_has_an_id_that_is_drawn():
    numbered = [table for table in db.metadata.sorted_tables if "id" in table.columns]
    counted = {table.name for table in numbered if table.c.id.default is None}

    assert counted == set(ARE_COUNTED)
    assert counted & {each.name for each in BELONGINGS} == set()


def test_ids_that_are_drawn_come_in_no_order_and_lie_beyond_those_that_were_counted():
    ids = [drawn() for _ in range(50)]

    assert all(COUNTED <= each < LARGEST for each in ids)
    assert len(set(ids)) == 50
    assert ids not in (sorted(ids), sorted(ids, reverse=True))
    assert max(ids) - min(ids) > 2**55


def test_an_id_that_was_counted_is_another_one_today_and_always_the_same():
    assert instead_of(7, "notes", "mark") == instead_of(7, "notes", "mark")
    others = {instead_of(7, "notes", "mark"), instead_of(8, "notes", "mark"), instead_of(7, "habits", "mark")}
    assert len(others | {instead_of(7, "notes", "another")}) == 4


def test_the_key_of_a_row_is_what_it_is_today():
    tracks = instead_of(7, "tracks", "mark")

    assert key_today("7", "notes", "mark") == str(instead_of(7, "notes", "mark"))
    assert key_today("7/2026-03-01", "ticks", "mark") == f"{tracks}/2026-03-01"
    assert key_today(str(tracks), "tracks", "mark") == str(tracks)
    assert key_today("7", "people", "mark") == "7"
    assert {*WERE_COUNTED} <= {*db.metadata.tables}


# Where any order is as good, as long as it is always the same one.
ANY_ORDER = {"tracker/exports/pieces.py"}


def test_nothing_goes_by_ids_that_tell_no_order():
    found = {name_of(path) for path in modules() if by_id(path.read_text())}

    assert found == ANY_ORDER


# Whose ids are counted; and one order in which spaces are locked, whatever it is.
MAY_GO_BY_IDS = {"Space", "Beginning", "Mail", "Withdrawal"}


def by_id(text: str) -> list[int]:
    """The lines on which rows are sorted by an id before all else."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "order_by"
        and node.args
        and is_an_id(node.args[0])
    ]


def is_an_id(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return is_an_id(node.func.value)
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "id"
        and not (isinstance(node.value, ast.Name) and node.value.id in MAY_GO_BY_IDS)
    )


def test_an_order_by_ids_is_found():
    planted = "select(Note).order_by(Note.id.desc())\nselect(Note).order_by(Note.written_at, Note.id)\n"

    assert by_id(planted) == [1]
