"""Keeps backups by itself: one a day, of the last seven days and the last four weeks, and none for longer than a month.

Nobody's deleted words outlast the month in the folder for backups: whoever else put a backup there, it goes as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config import Settings
from tracker.backups.listing import forget_old, list_new
from tracker.backups.package import BackupError, Package
from tracker.backups.places import place_of
from tracker.backups.writing import back_up_to
from tracker.web.causes import words_for

DAYS, WEEKS = 7, 4
EVERY = timedelta(days=1)
LONGEST = timedelta(days=29)  # so that with the day that undo needs, words are gone from all within 30
NAME = re.compile(r"tend-(\d{8}T\d{6})(-before-\w+)?\.zip")
STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class DailyBackup:
    """A backup in the folder, by its name: when it was made, and whether before a migration."""

    file: Path
    made_at: datetime
    before_migration: bool


def folder_of(settings: Settings) -> Path:
    """The folder for backups, made where it is not there yet. Raises `BackupError`."""
    folder = settings.backups or settings.data / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"The folder for backups, {folder}, cannot be made: {words_for(error)}.") from error
    return folder


def back_up_when_due(settings: Settings, now: datetime) -> Path | None:
    """Make the backup of the day unless there is one; returns it. Whatever else is due for a month goes.

    Needs an application context; commits. Raises `BackupError`.
    """
    folder = folder_of(settings)
    list_new(folder)
    forget_what_is_old(folder, settings, now)
    newest = max((each.made_at for each in backups_in(folder)), default=None)
    if newest is not None and newest > now - EVERY:
        return None
    return back_up(settings, now)


def forget_what_is_old(folder: Path, settings: Settings, now: datetime) -> None:
    """Let go of what has lain for a month, whether or not a new backup can be made."""
    prune(folder, now)
    forget_old(folder, now)
    place = place_of(settings.database_url)
    place.clear()  # what a restore left that was cut off; none can be under way while Tend is at work
    place.forget_old(now)


def list_taken_back(settings: Settings) -> int:
    """Add to the list beside the backups what was taken back since last time. Needs an application context; commits."""
    return list_new(folder_of(settings))


def back_up(settings: Settings, now: datetime, *, before_revision: str = "") -> Path:
    """Make a backup in the folder for them. Raises `BackupError`."""
    suffix = f"-before-{before_revision}" if before_revision else ""
    file = folder_of(settings) / f"tend-{now.astimezone(UTC):{STAMP}}{suffix}.zip"
    back_up_to(file, settings.database_url, now)
    return file


def backups_in(folder: Path) -> list[DailyBackup]:
    """The backups that Tend has made by itself, the newest first."""
    found = [(file, NAME.fullmatch(file.name)) for file in folder.iterdir()]
    kept = [
        DailyBackup(file, datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), bool(match[2]))
        for file, match in found
        if match
    ]
    return sorted(kept, key=lambda each: each.made_at, reverse=True)


def prune(folder: Path, now: datetime) -> None:
    """Remove what need not be kept. The newest that Tend has made always stays."""
    kept = backups_in(folder)
    stays = staying([each.made_at for each in kept if not each.before_migration], now)
    for each in kept[1:]:
        young = each.made_at > now - LONGEST
        if not (young and (each.before_migration or each.made_at in stays)):
            each.file.unlink(missing_ok=True)
    if kept:
        for file in old_ones_in(folder, now - LONGEST):
            file.unlink(missing_ok=True)
    for part in folder.glob(".*.part"):
        if part.stat().st_mtime < (now - EVERY).timestamp():
            part.unlink(missing_ok=True)  # half of one, from a power cut


def old_ones_in(folder: Path, since: datetime) -> Iterator[Path]:
    """The backups from before a moment, whatever they are called; what is none of Tend's is nobody's to remove."""
    for file in sorted(folder.iterdir()):
        if file.is_file() and NAME.fullmatch(file.name) is None and made_before(since, file):
            yield file


def made_before(moment: datetime, file: Path) -> bool:
    try:
        with Package(file) as package:
            return package.manifest.made_at < moment
    except BackupError:
        return False


def staying(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of the moments of some backups those to keep: the newest of each of seven days, and of four whole weeks.

    Weeks begin on fixed days: were they counted back from now, none would ever grow older than one.

    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)  # a Sunday
    >>> [(noon - each).days for each in sorted(staying([noon - timedelta(days=n) for n in range(60)], noon), reverse=True)]
    [0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 28]
    """
    today = now.astimezone(UTC).toordinal()
    days: dict[int, datetime] = {}
    weeks: dict[int, datetime] = {}
    for moment in sorted(moments, reverse=True):
        day = moment.astimezone(UTC).toordinal()
        days.setdefault(today - day, moment)
        weeks.setdefault((today - 1) // 7 - (day - 1) // 7, moment)
    kept_days = {moment for age, moment in days.items() if age < DAYS}
    return kept_days | {moment for age, moment in weeks.items() if age <= WEEKS}
