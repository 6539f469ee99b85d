"""Backups that Tend makes and keeps by itself."""

import os
import stat
from datetime import timedelta
from zipfile import ZipFile

import pytest

from tests.world import NOW
from tracker.backups.daily import back_up, back_up_when_due, backups_in, folder_of, prune
from tracker.backups.package import BackupError, Package
from tracker.backups.places import place_of
from tracker.backups.writing import back_up_to
from tracker.whole import whole_file

pytestmark = pytest.mark.on_either(
    "each makes or puts back a backup by the same statements as the one beside it", one_in=10
)

A_DAY = timedelta(days=1)


def ages(folder, now):
    return [(now - each.made_at).days for each in backups_in(folder)]


def test_one_is_made_a_day_and_no_more(home):
    with home.acting():
        first = back_up_when_due(home.settings, NOW)
        again = back_up_when_due(home.settings, NOW + timedelta(hours=23))
        next_day = back_up_when_due(home.settings, NOW + A_DAY)

    assert first is not None
    assert again is None
    assert next_day is not None
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    with Package(first) as package:
        package.verify()


def empty_backup(folder, moment, suffix=""):
    (folder / f"tend-{moment:%Y%m%dT%H%M%S}{suffix}.zip").touch()


def test_after_months_there_are_seven_of_days_and_four_of_weeks_and_none_over_a_month(tmp_path):
    most = 0
    for count in range(100):
        now = NOW + count * A_DAY
        empty_backup(tmp_path, now)
        prune(tmp_path, now)
        most = max(most, len(ages(tmp_path, now)))
        assert max(ages(tmp_path, now)) < 30

        if count > 35:
            assert ages(tmp_path, now)[:7] == list(range(7))
            assert max(ages(tmp_path, now)) >= 21
    assert most <= 11


def test_the_only_one_stays_however_old(tmp_path):
    empty_backup(tmp_path, NOW)

    prune(tmp_path, NOW + 100 * A_DAY)
    assert len(backups_in(tmp_path)) == 1

    empty_backup(tmp_path, NOW + 100 * A_DAY)
    prune(tmp_path, NOW + 100 * A_DAY)
    assert ages(tmp_path, NOW + 100 * A_DAY) == [0]


def test_what_is_no_backup_stays(tmp_path):
    theirs = tmp_path / "tend-before-the-holidays.zip"
    theirs.touch()
    album = tmp_path / "album.zip"
    with ZipFile(album, "w") as pictures:
        pictures.writestr("manifest.json", "[1, 2]")
    for each in (theirs, album):
        os.utime(each, (0, 0))
    empty_backup(tmp_path, NOW)
    empty_backup(tmp_path, NOW - 40 * A_DAY, "-before-0021")
    empty_backup(tmp_path, NOW - 20 * A_DAY, "-before-0020")

    prune(tmp_path, NOW)

    assert {each.name for each in tmp_path.iterdir()} == {
        theirs.name,
        album.name,
        f"tend-{NOW:%Y%m%dT%H%M%S}.zip",
        f"tend-{NOW - 20 * A_DAY:%Y%m%dT%H%M%S}-before-0020.zip",
    }


def test_a_backup_that_somebody_made_there_goes_after_a_month_too(home):
    folder = home.settings.backups
    back_up(home.settings, NOW + 28 * A_DAY)
    theirs = folder / "before-the-holidays"
    back_up_to(theirs, home.settings.database_url, NOW)

    prune(folder, NOW + 29 * A_DAY)
    assert theirs.exists()
    prune(folder, NOW + 29 * A_DAY + timedelta(minutes=5))
    assert not theirs.exists()
    assert len(backups_in(folder)) == 1


def test_before_there_is_another_theirs_stays(home):
    theirs = folder_of(home.settings) / "theirs.zip"
    back_up_to(theirs, home.settings.database_url, NOW)

    prune(theirs.parent, NOW + 100 * A_DAY)

    assert theirs.exists()


def test_what_stood_there_before_a_restore_goes_after_a_month(home):
    home.restore(back_up(home.settings, NOW))
    place = place_of(home.settings.database_url)
    before = names_before(home)

    place.forget_old(NOW + 29 * A_DAY)
    assert names_before(home) == before
    place.forget_old(NOW + 31 * A_DAY)
    assert names_before(home) == []
    assert len(before) == 1


def names_before(home):
    place = place_of(home.settings.database_url)
    return [name for name in place.names() if "before_restore_" in name]


def test_half_a_backup_leaves_nothing(tmp_path):
    class Cut(Exception):
        pass

    with pytest.raises(Cut), whole_file(tmp_path / "backup.zip") as file:
        file.write(b"half")
        raise Cut

    assert list(tmp_path.iterdir()) == []


def test_half_a_backup_from_a_power_cut_goes_the_next_day(tmp_path):
    old, new = tmp_path / ".before-the-holidays.a.part", tmp_path / ".tend-20260311T200000.zip.b.part"
    for each, moment in ((old, NOW - 2 * A_DAY), (new, NOW)):
        each.touch()
        os.utime(each, (moment.timestamp(), moment.timestamp()))
    empty_backup(tmp_path, NOW)

    prune(tmp_path, NOW)

    assert (old.exists(), new.exists()) == (False, True)


def test_a_place_that_is_not_there_is_said_in_one_sentence(home, tmp_path):
    file = tmp_path / "nowhere" / "backup.zip"

    with pytest.raises(BackupError) as said:
        back_up_to(file, home.settings.database_url, NOW)

    assert str(said.value) == f"The backup could not be written to {file}: there is no such folder."
