"""Columns that both databases hold alike, and that never hold more than they say."""

from collections.abc import Sized
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
    event,
    text,
)
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import mapped_column

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.keys import drawn


class Instant(TypeDecorator[datetime]):
    """An instant with its time zone, which is always UTC; one without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


TOO_LONG = _("There is a text of %(length)s characters in this, and room for %(most)s. Nothing was changed.")


class TooLong(DontWrapMixin, Refused):
    """More than a column holds. Forms say so sooner and better; this is for what comes by any other way."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(TOO_LONG, length=length, most=most)


class Bounded(TypeDecorator[Any]):
    """A column that holds at most so much, on whichever way it comes; more is refused before it is written.

    SQLAlchemy asks each kind of its own for ``cache_ok``.
    """

    cache_ok = True
    impl: Any = Text

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is not None:
            refuse_long(value, self.most)
        return value


class Words(Bounded):
    """What somebody writes, of at most so many characters."""

    cache_ok = True


class Title(Bounded):
    """What somebody writes on one line, in a column that knows its length too."""

    cache_ok = True
    impl = String

    def __init__(self, most: int) -> None:
        super().__init__(most, length=most)


class Content(Bounded):
    """What is in a file, of at most so many bytes."""

    cache_ok = True
    impl = LargeBinary


class Lines(Bounded):
    """A few texts, none longer than ``most`` characters and no more of them than ``count``."""

    cache_ok = True
    impl = JSON

    def __init__(self, count: int, most: int) -> None:
        super().__init__(most)
        self.count = count

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        for each in value or ():
            refuse_long(each, self.most)
        if len(value or ()) > self.count:
            raise TooLong(sum(map(len, value)), self.count * self.most)
        return value


class Searched(Bounded):
    """A text as it is searched. Folding can make one longer; it is found by as much of it as there is room for."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value[: self.most] if value is not None else None


def refuse_long(value: Sized, most: int) -> None:
    if len(value) > most:
        raise TooLong(len(value), most)


ONLY = "only_rows"
BIG = BigInteger().with_variant(Integer, "sqlite")

# Drawn, of whatever somebody makes; counted, where nobody meets the number, or where it orders what is written down.
Id = Annotated[int, mapped_column(BIG, primary_key=True, autoincrement=False, default=drawn)]
Number = Annotated[int, mapped_column(BIG, primary_key=True)]
Moment = Annotated[datetime, mapped_column(Instant)]
Small = Annotated[int, mapped_column(SmallInteger)]
Word = Annotated[str, mapped_column(String(40))]
Line = Annotated[str, mapped_column(String(320))]
Prose = Annotated[str, mapped_column(Text)]


def only_rows(holds: str) -> dict[str, Any]:
    """What lets an index be of some rows alone, on both databases.

    It is put into the words of a database when that makes its tables. Said in those of both at once, they load all that they
    know of either, which is 2 MB of a worker.
    """
    return {"info": {ONLY: holds}}


@event.listens_for(MetaData, "before_create")
def say_only_rows(metadata: MetaData, connection: Connection, **_more: object) -> None:
    """Put what is of some rows alone into the words of a database that makes its tables."""
    for index in [each for table in metadata.tables.values() for each in table.indexes]:
        if ONLY in index.info:
            index.dialect_kwargs[f"{connection.dialect.name}_where"] = text(index.info[ONLY])
