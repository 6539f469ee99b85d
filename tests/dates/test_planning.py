"""A date is planned, alone or for both, and shared."""

from datetime import date, time, timedelta

import pytest

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.dates.stored import count, latest, stored
from tests.visitors import Page
from tests.world import ADAS_OWN_OUTING, NOW, TODAY, outing, person
from tracker.dates import actions
from tracker.domain.outings import OutingPlan

TEA_WITH_CAKE = {
    "title": "Tea",
    "day": "2026-03-20",
    "starts_at": "19:30",
    "minutes": "90",
    "place": "The Anchor",
    "prepared_by": "partner",
    "note": "Bring\ncake",
}


def test_a_date_is_planned_and_there_for_both(app, world, ada, ben):
    answer = ada.submit("/dates/new", **TEA_WITH_CAKE)

    made = latest(app)
    assert (answer.status_code, answer.location) == (303, f"/dates/{made.id}")
    assert (made.title, made.day, made.starts_at, made.zone, made.minutes, made.place, made.note) == (
        "Tea",
        date(2026, 3, 20),
        time(19, 30),
        "Europe/Berlin",
        90,
        "The Anchor",
        "Bring\ncake",
    )
    assert (made.author_id, made.preparer_id, made.both_prepare, made.shared, made.version) == (
        world.people["ada"],
        world.people["ben"],
        False,
        True,
        0,
    )
    said = ben.page(f"/dates/{made.id}").text
    assert "Tea" in said and "you prepare it" in said and "The Anchor" in said
    assert "Ben prepares it" in ada.page(f"/dates/{made.id}").text
    assert "6:30 PM by your clock" in said.replace("\u202f", " ")  # Ben lives by Lisbon’s clock


def test_a_day_is_enough(app, ada):
    assert ada.submit("/dates/new", title="Tea", day="2026-03-20").status_code == 303

    assert (latest(app).starts_at, latest(app).minutes, latest(app).place) == (None, 0, "")


def test_alone_it_is_one_s_own_until_it_is_shared(app, world, ada, ben):
    path = f"/dates/{world.outings[ADAS_OWN_OUTING]}"
    assert ben.get(path).status_code == 404

    ada.submit(path, to=f"{path}/share")

    assert ADAS_OWN_OUTING in ben.page(path).text


def test_alone_everything_works_and_sharing_is_said_to_come_later(app, world, cleo):
    cleo.submit("/dates/new", title="Tea", day="2026-03-20", prepared_by="me")
    made = latest(app)

    assert (made.shared, made.preparer_id) == (False, world.people["cleo"])
    assert "Tea" in cleo.page("/dates").text
    assert cleo.send(f"/dates/{made.id}/share").status_code == 303
    assert stored(app, made.id).shared is False


@pytest.mark.parametrize(
    ("day", "starts_at", "said"),
    [
        ("2026-03-29", "02:30", "forward"),
        ("2026-10-25", "02:30", "comes twice"),
    ],
)
def test_a_time_that_does_not_come_or_comes_twice_is_told_kindly(app, ada, day, starts_at, said):
    answer = ada.submit("/dates/new", title="Stars", day=day, starts_at=starts_at)

    page = ada.page(answer.location).text
    assert said in page
    assert "3:30" in page.replace("\u202f", " ") or said == "comes twice"
    assert latest(app).starts_at == time(2, 30)  # as it was typed


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"day": ""},
        {"day": "2026-02-30"},
        {"day": "2025-02-29"},
        {"day": "tomorrow"},
        {"day": "0000-00-00"},
        {"day": "9999-12-31"},
        {"day": "1900-01-01"},
        {"starts_at": "25:00"},
        {"starts_at": "19:60"},
        {"starts_at": "²0:00"},
        {"starts_at": "19:30+01:00"},
        {"starts_at": "soon"},
        {"minutes": "7"},
        {"minutes": "-1"},
        {"minutes": "x"},
        {"place": "x" * 201},
        {"prepared_by": "cleo"},
        {"prepared_by": ""},
        {"note": "x" * 2001},
    ],
    ids=str,
)
def test_what_cannot_be_is_said_in_words_and_nothing_typed_is_gone(app, ada, wrong):
    before = count(app)
    typed = {
        "title": "Words to keep",
        "day": "2026-03-20",
        "starts_at": "19:30",
        "minutes": "60",
        "place": "There",
        "prepared_by": "me",
        "note": "And these",
        **wrong,
    }

    answer = ada.send("/dates/new", **typed)

    form = Page.of(answer).form("/dates/new")
    assert (answer.status_code, "field__error" in answer.text, count(app)) == (422, True, before)
    texts = ("title", "place", "note", "day", "starts_at")
    assert {name: form.values[name] for name in texts} == {name: typed[name] for name in texts}


def test_nothing_to_see_is_no_title(app, ada):
    for nothing in NOTHING:
        assert ada.send("/dates/new", title=nothing, day="2026-03-20").status_code == 422


def test_any_text_is_read_as_it_was_written(app, ada, ben):
    for typed, text in KEPT.items():
        ada.send("/dates/new", title="Tea", day="2026-03-20", minutes="0", prepared_by="nobody", note=typed)
        assert latest(app).note == text
        assert " ".join(text.split()) in ben.page(f"/dates/{latest(app).id}").text


def test_a_megabyte_is_turned_away_in_words(app, ada):
    before = count(app)

    assert (ada.send("/dates/new", note=A_MEGABYTE).status_code, count(app)) == (413, before)


def test_a_form_that_is_sent_twice_plans_one_date(app, ada):
    form = ada.page("/dates/new").form("/dates/new").values | {"title": "Tea", "day": "2026-03-20"}
    before = count(app)

    answers = [ada.post("/dates/new", data=form).status_code for _time in range(2)]

    assert (answers, count(app)) == ([303, 303], before + 1)


@pytest.mark.parametrize("idea", ["", "roses", "own-", "own-²", "own-" + "9" * 30, "\0", "x" * 5000])
def test_any_idea_in_the_address_leads_to_a_form(ada, idea):
    assert ada.get("/dates/new", query_string={"idea": idea}).status_code == 200


def test_an_idea_of_ours_fills_the_form_in(ada):
    values = ada.page("/dates/new?idea=night-away").form("/dates/new").values

    assert (values["title"], values["minutes"]) == ("One night somewhere else", "480")
    assert "breakfast" in values["note"]


def test_there_is_room_for_many_plans_and_not_for_all(inside, monkeypatch):
    monkeypatch.setattr(actions, "OUTINGS_A_SPACE", 5)
    outing("one more", TODAY, by="ada")

    with pytest.raises(actions.Refused):
        outing("one too many", TODAY, by="ada")


def test_saving_a_plan_as_it_was_changes_nothing(inside):
    made = outing("Tea", TODAY, by="ada")

    actions.change(made, OutingPlan("Tea", TODAY), by=person("ada"), now=NOW + timedelta(hours=1))

    assert (made.version, made.changed_at) == (0, NOW)
