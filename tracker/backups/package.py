"""A backup as a file: a zip with a member for each table, and at its end a manifest that says what must be in it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - a class, whatever it is called there

from tracker.backups.values import row_in
from tracker.refusing import StartError

FORMAT = 1
MANIFEST = "manifest.json"
A_PIECE = 1 << 20


class BackupError(StartError):
    """A backup that cannot be made or put back, with a sentence for whoever runs Tend."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """What a table's member holds: its columns, the kind of each, how many rows, and the digest of its bytes."""

    name: str
    columns: list[str]
    kinds: list[str]
    row_count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup: of which Tend, at which revision and moment, table by table in order of dependence."""

    format: int
    tend: str
    lineage: str
    revision: str
    made_at: datetime
    tables: list[TablePart]

    def as_text(self) -> str:
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        tables = [TablePart(**each) for each in values.pop("tables")]
        made_at = datetime.fromisoformat(values.pop("made_at"))
        return cls(**values, made_at=made_at, tables=tables)


def member_of(table: str) -> str:
    return f"rows/{table}.jsonl"


class Package:
    """A backup that is read. Raises `BackupError` where it is none, is not whole, or was made by a newer Tend."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self.zip = ZipFile(file)
            values = json.loads(self.zip.read(MANIFEST))
        except OSError as error:
            raise BackupError(f"{file} cannot be read: {error.strerror or error}.") from error
        except (BadZipFile, KeyError, ValueError, ZlibError) as error:
            raise not_whole(file) from error
        if not isinstance(values, dict) or "format" not in values:
            raise not_whole(file)
        if values["format"] != FORMAT:
            raise BackupError(f"{file} was made by a newer Tend than this one. Put it back with that one.")
        self.manifest = Manifest.of(values)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def verify(self) -> None:
        """Read it all once, and raise `BackupError` unless every byte is as it was written."""
        for part in self.manifest.tables:
            digest, row_count = sha256(), 0
            try:
                with self.zip.open(member_of(part.name)) as member:
                    while piece := member.read(A_PIECE):
                        digest.update(piece)
                        row_count += piece.count(b"\n")
            except (BadZipFile, KeyError, OSError, EOFError, ZlibError) as error:
                raise not_whole(self.file) from error
            if (digest.hexdigest(), row_count) != (part.digest, part.row_count):
                raise not_whole(self.file)

    def rows(self, part: TablePart) -> Iterator[dict[str, Any]]:
        """The rows of a table, by column."""
        with self.zip.open(member_of(part.name)) as member:
            for line in member:
                yield dict(zip(part.columns, row_in(line, part.kinds), strict=True))


def not_whole(file: Path) -> BackupError:
    return BackupError(f"{file} is not a complete backup of Tend. Nothing was changed.")


def entry(name: str, made_at: datetime) -> ZipInfo:
    """A member of the zip that its owner alone may read once it is unpacked."""
    info = ZipInfo(name, made_at.timetuple()[:6])
    info.external_attr = 0o600 << 16
    info.compress_type = 8  # deflated
    return info
