"""Columns that both databases hold alike."""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, SmallInteger, String, Text, TypeDecorator
from sqlalchemy.orm import mapped_column


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


BIG = BigInteger().with_variant(Integer, "sqlite")

Id = Annotated[int, mapped_column(BIG, primary_key=True)]
Moment = Annotated[datetime, mapped_column(Instant)]
Small = Annotated[int, mapped_column(SmallInteger)]
Word = Annotated[str, mapped_column(String(40))]
Line = Annotated[str, mapped_column(String(320))]
Prose = Annotated[str, mapped_column(Text)]
