"""States name what they hold, and by which rules they were folded stands beside them.

Each is written out anew as it is: nothing is folded for it.
"""

import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

A_PIECE = 500

spaces, tracks = (
    sa.table(name, sa.column("id"), sa.column("state"), sa.column("rules")) for name in ("spaces", "tracks")
)
years = sa.table("track_years", sa.column("track_id"), sa.column("year"), sa.column("state"))


def upgrade() -> None:
    for table in (spaces, tracks):
        rules = sa.Column("rules", sa.SmallInteger, nullable=False, server_default=sa.text("0"))
        op.add_column(table.name, rules)
        for rows in pieces(table):
            put(
                table,
                [{"of_id": row.id, "new": named(row.state), "by": rules_in(row.state)} for row in rows],
            )
    for rows in pieces(tracks):
        put_years(
            [
                {"of_id": each.track_id, "of_year": each.year, "new": named(each.state)}
                for each in years_of(rows)
            ]
        )


def downgrade() -> None:
    for rows in pieces(tracks):
        rules = {row.id: row.rules for row in rows}
        put_years(
            [
                {
                    "of_id": each.track_id,
                    "of_year": each.year,
                    "new": nameless(each.state, rules[each.track_id]),
                }
                for each in years_of(rows)
            ]
        )
    for table in (spaces, tracks):
        for rows in pieces(table):
            put(
                table,
                [{"of_id": row.id, "new": nameless(row.state, row.rules), "by": row.rules} for row in rows],
            )
        op.drop_column(table.name, "rules")


def pieces(table: sa.TableClause) -> Iterator[Sequence[sa.Row]]:
    """All rows with a state, some at a time, so that however many there are, few are held at once."""
    last = 0
    some = sa.select(table).where(table.c.state != "").order_by(table.c.id).limit(A_PIECE)
    while rows := op.get_bind().execute(some.where(table.c.id > last)).all():
        yield rows
        last = rows[-1].id


def years_of(rows: Sequence[sa.Row]) -> Sequence[sa.Row]:
    """The states at the turns of the years that some tracks have."""
    return op.get_bind().execute(sa.select(years).where(years.c.track_id.in_([row.id for row in rows]))).all()


def put(table: sa.TableClause, values: list[dict[str, object]]) -> None:
    changed = table.update().where(table.c.id == sa.bindparam("of_id"))
    op.get_bind().execute(changed.values(state=sa.bindparam("new"), rules=sa.bindparam("by")), values)


def put_years(values: list[dict[str, object]]) -> None:
    if values:
        changed = years.update().where(
            years.c.track_id == sa.bindparam("of_id"), years.c.year == sa.bindparam("of_year")
        )
        op.get_bind().execute(changed.values(state=sa.bindparam("new")), values)


def rules_in(state: str) -> int:
    return int(json.loads(state)["of"][0])


def named(state: str) -> str:
    """A state as it is written since: of a track with its strength and what it follows from, of a couple its streak alone."""
    kept = json.loads(state)
    if "strength" not in kept:
        return text_of({"streak": kept["streak"]})
    value, day_count, recent = kept["strength"]
    _rules, tick_count, tick_sum, asked = kept["of"]
    return text_of(
        {
            "streak": kept["streak"],
            "strength": {"value": value, "day_count": day_count, "recent": recent},
            "basis": {"tick_count": tick_count, "tick_sum": tick_sum, "asked": asked},
        }
    )


def nameless(state: str, rules: int) -> str:
    """A state as it was written before."""
    kept = json.loads(state)
    if "strength" not in kept:
        return text_of({"streak": kept["streak"], "of": [rules, 0, 0, ""]})
    strength, basis = kept["strength"], kept["basis"]
    return text_of(
        {
            "streak": kept["streak"],
            "strength": [strength["value"], strength["day_count"], strength["recent"]],
            "of": [rules, basis["tick_count"], basis["tick_sum"], basis["asked"]],
        }
    )


def text_of(values: dict[str, object]) -> str:
    return json.dumps(values, separators=(",", ":"))
