"""What came by a file says so for good, and every export begins with what a file is worth."""

import json
from dataclasses import fields, is_dataclass

import pytest
from sqlalchemy import select

from tests.exports.bringing import bring_back
from tests.exports.lives import empty, fresh, fresh_couple, gone, members, taken, zipped
from tests.house.doors import everything
from tests.world import CLEOS_WANTS, NOW, OPENED_WEEK, TODAY, person
from tracker.appointments.things import APPOINTMENTS
from tracker.checkins import actions as checkins
from tracker.checkins.things import CHECK_INS
from tracker.dates.things import OUTINGS
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.exports import archive
from tracker.exports.package import packed
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.things import HABITS
from tracker.jar.actions import put_in
from tracker.models import CheckIn, Cover, Opening
from tracker.pauses.actions import pause
from tracker.reflections.things import REFLECTIONS
from tracker.remembered.things import REMEMBERED
from tracker.summaries.actions import want
from tracker.summaries.things import WANTS

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)

CAME = "Brought back from a file on "
ALTER = "Whoever holds "


def marks_in(thing):
    if isinstance(thing, tuple):
        return [mark for each in thing for mark in marks_in(each)]
    if not is_dataclass(thing) or not hasattr(thing, "came_on"):
        return []
    return [thing.came_on, *(mark for each in fields(thing) for mark in marks_in(getattr(thing, each.name)))]


def all_marks(found):
    return [mark for things in found.things.values() for mark in marks_in(things)]


def test_all_that_came_says_so_with_its_day_and_says_it_again_in_the_next_file(lived):
    first = lived["ada"]
    assert {*all_marks(first)} == {None}
    gone("ada")

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    again = archive.read(zipped(archive_of(fresh("Ada"), NOW)))
    assert {*all_marks(again)} == {TODAY}
    assert len(all_marks(again)) > 50


def test_a_file_cannot_say_when_it_came(lived):
    """The day is the one on which it was brought, whatever stands in it."""
    first = lived["cleo"]
    values = json.loads(archive.written(first))
    values["habits"][0]["came_on"] = "2020-01-01"
    gone("cleo")

    bring_back(
        archive.archive_in({k: v for k, v in values.items() if k not in ("schema", "note")}),
        by=fresh("Cleo"),
        now=NOW,
    )

    assert {*all_marks(archive_of(fresh("Cleo"), NOW))} == {TODAY}


@pytest.mark.parametrize(
    "change",
    [
        lambda week, by: checkins.reopen(week, by=by, now=NOW),
        lambda week, by: checkins.seal_again(week, by=by, now=NOW),
        lambda week, by: checkins.save(week, Answers(went_well="other words"), by=by, now=NOW),
    ],
    ids=["reopen", "seal again", "save"],
)
def test_a_check_in_that_came_stays_as_it_is(lived, change):
    first = lived["ada"]
    fresh_couple()
    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()
    before = everything()

    with pytest.raises(Refused):
        change(OPENED_WEEK, fresh("Ada"))

    db.session.rollback()
    assert everything() == before
    kept = select(CheckIn.state).where(CheckIn.author_id == fresh("Ada").id, CheckIn.week == OPENED_WEEK)
    assert db.session.scalar(kept) == CheckInState.KEPT


def test_pages_and_exports_say_it_quietly(app, world, visit):
    with app.app_context():
        put_in("For later", by=person("cleo"), now=NOW)
        pause(PausedDays(TODAY, TODAY), both=False, by=person("cleo"), now=NOW)
        db.session.commit()
        file = taken("cleo")
        content = zipped(file)
        empty(person("cleo"))
        db.session.commit()
    cleo = visit("cleo")
    [habit], week = file[HABITS], file[CHECK_INS][0].week
    [date], [day], [visit_to] = file[OUTINGS], file[REMEMBERED], file[APPOINTMENTS]
    paths = [
        f"/habits/{habit.id}",
        *("/wall", "/wall/jar", "/dates/ideas", "/pauses", "/help/summary"),
        *(f"/dates/{date.id}", f"/dates/days/{day.id}/edit", f"/help/appointments/{visit_to.id}"),
        f"/check-in/{week}",
        *(f"/reflections/{each.id}" for each in file[REFLECTIONS]),
    ]
    with app.app_context():
        bring_back(archive.read(content), by=person("cleo"), now=NOW)
        db.session.commit()

    said = [path for path in paths if f"{CAME}Mar 11, 2026" not in cleo.page(path).text]

    assert said == []
    files = members(cleo.send("/settings/export").data)
    tables = ("habits", "check-ins", "notes", "dates", "ideas", "days-to-remember", "appointments", "jar")
    assert files["wants-from-help.csv"].rstrip().endswith(",2026-03-11")
    assert files["index.html"].count(CAME) >= 10
    for name in (f"{each}.csv" for each in tables):
        assert ",2026-03-11" in files[name], name


def test_what_one_has_opened_and_a_day_that_was_covered_say_it_too(app, world, ben):
    with app.app_context():
        bens = Opening.reader_id == person("ben").id
        opening, cover = (
            db.session.scalars(select(Opening).where(bens)).one(),
            db.session.get(Cover, world.cover),
        )
        opening.came_on = cover.came_on = TODAY
        day = cover.day
        db.session.commit()

    assert f"{CAME}Mar 11, 2026" in ben.page("/wall/jar").text
    assert f"{CAME}Mar 11, 2026" in ben.page(f"/today/{day}").text


def test_nothing_that_was_written_here_says_so(ada):
    pages = ("/wall", "/wall/jar", "/habits", "/reflections", "/dates/ideas", "/dates/days", "/today")
    for path in (*pages, f"/check-in/{OPENED_WEEK}"):
        assert CAME not in ada.page(path).text
    assert CAME not in ada.send("/settings/export").data.decode("latin-1")


def test_every_export_begins_with_what_a_file_is_worth(ada):
    files = members(ada.send("/settings/export").data)

    assert files["read-me.txt"].startswith(ALTER)
    assert list(json.loads(files["tend.json"]))[:2] == ["schema", "note"]
    assert json.loads(files["tend.json"])["note"].startswith(ALTER)
    body = files["index.html"][files["index.html"].index("<body") :]
    assert body.index(ALTER) < body.index("<h1")


def test_the_summary_says_it_too(ada):
    assert ALTER in ada.page("/help/summary/paper").text


def test_a_file_of_before_tells_the_words_alone_of_what_is_wanted(lived):
    first = lived["cleo"]
    values = json.loads(archive.written(first))
    assert values["wants"] == {"words": CLEOS_WANTS}

    before = archive.archive_in(
        {key: each for key, each in values.items() if key not in ("schema", "note")} | {"wants": CLEOS_WANTS}
    )

    assert before[WANTS] == first[WANTS]


def test_what_is_wanted_says_so_as_long_as_any_of_it_is_there(lived):
    gone("cleo")
    bring_back(lived["cleo"], by=fresh("Cleo"), now=NOW)
    cleo = fresh("Cleo")

    assert want("Other words", by=cleo, now=NOW).came_on == TODAY
    assert want("", by=cleo, now=NOW).came_on is None


def test_a_file_of_before_without_the_sentence_is_read_as_well(lived):
    first = lived["cleo"]
    values = json.loads(archive.written(first))
    del values["note"]

    files = {archive.NAME: json.dumps(values).encode(), **archive.beside(first)}
    assert archive.read_again(packed(files, NOW)) == first
