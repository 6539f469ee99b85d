from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import acting, kept
from tests.visitors import Page
from tests.world import (
    ADAS_OWN_OUTING,
    BENS_OUTING,
    DELETED_OUTING,
    DONE_LINE,
    DONE_OUTING,
    NOW,
    OFF_OUTING,
    OUTING,
    OUTING_NOTE,
    OUTING_PLACE,
    OUTING_WITH_DAN,
    TODAY,
    outing,
    person,
)
from tracker.dates import actions
from tracker.dates.queries import dates_page, shown_to
from tracker.domain.outings import OutingPlan, Preparer
from tracker.models import Outing
from tracker.sweeping import sweep_rows


def latest(app):
    return kept(app, select(Outing).order_by(Outing.made_at.desc(), Outing.id).limit(1))[0]


def stored(app, outing_id):
    return (kept(app, select(Outing).where(Outing.id == outing_id)) or [None])[0]


def count(app):
    return kept(app, select(func.count()).select_from(Outing))[0]


def titles(shown):
    return [each.outing.title for each in shown]


def test_the_page_says_what_comes_what_has_been_and_what_was_called_off(inside):
    page = dates_page(person("ada"), NOW)

    assert titles(page.coming) == [ADAS_OWN_OUTING, OUTING, BENS_OUTING]
    assert titles(page.been) == [DONE_OUTING]
    assert titles(page.off) == [OFF_OUTING]
    assert [each.wait for each in page.coming] == [1, 1, 18]


def test_once_its_day_is_over_a_date_waits_for_a_word_on_how_it_was(inside):
    on_its_day = dates_page(person("ada"), NOW + timedelta(days=1))
    assert titles(on_its_day.coming) == [ADAS_OWN_OUTING, OUTING, BENS_OUTING]

    page = dates_page(person("ada"), NOW + timedelta(days=2))

    assert titles(page.waiting) == [OUTING_WITH_DAN, ADAS_OWN_OUTING, OUTING]


def test_a_date_is_planned_and_there_for_both(app, world, ada, ben):
    answer = ada.submit(
        "/dates/new",
        title="Tea",
        day="2026-03-20",
        starts_at="19:30",
        minutes="90",
        place="The Anchor",
        prepared_by="partner",
        note="Bring\ncake",
    )

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


def test_a_date_is_called_off_and_planned_again(app, world, ada, ben):
    outing_id = world.outings[OUTING]
    answer = ben.submit(f"/dates/{outing_id}", to=f"/dates/{outing_id}/off")
    assert (answer.location, stored(app, outing_id).state) == ("/dates", "off")
    assert f"/dates/{outing_id}/again" in ben.page("/dates").actions

    assert ada.send(f"/dates/{outing_id}/again").status_code == 303

    assert (stored(app, outing_id).state, stored(app, outing_id).version) == ("planned", 2)


def test_calling_off_twice_is_calling_off_once(app, world, ada):
    outing_id = world.outings[OUTING]
    for _time in range(2):
        ada.send(f"/dates/{outing_id}/off")

    assert (stored(app, outing_id).state, stored(app, outing_id).version) == ("off", 1)


def test_a_date_that_has_been_gets_a_line(app, world, ada, ben, moment):
    outing_id = world.outings[OUTING]
    moment.shift(timedelta(days=1))

    answer = ada.submit(f"/dates/{outing_id}", to=f"/dates/{outing_id}/done", line="The soup!")

    assert (answer.status_code, stored(app, outing_id).state) == (303, "done")
    assert "The soup!" in ben.page("/dates").text
    ada.send(f"/dates/{outing_id}/again")
    assert (stored(app, outing_id).state, stored(app, outing_id).line) == ("planned", "The soup!")


def test_a_line_can_be_changed_later_and_the_date_has_still_been(app, world, ada):
    path = f"/dates/{world.outings[DONE_OUTING]}"

    ada.submit(path, to=f"{path}/done", line="Another line")

    page = ada.page("/dates")
    assert (stored(app, world.outings[DONE_OUTING]).line, f"{path}/again" in page.actions) == (
        "Another line",
        False,
    )


def test_what_was_said_to_have_been_by_mistake_is_still_to_come(app, world, ada):
    path = f"/dates/{world.outings[DONE_OUTING]}"

    ada.submit(path, to=f"{path}/again")

    assert stored(app, world.outings[DONE_OUTING]).state == "planned"


def test_before_its_day_a_date_has_not_been_and_the_line_is_still_there(app, world, ada):
    answer = ada.send(f"/dates/{world.outings[OUTING]}/done", line="Words to keep")

    assert (answer.status_code, "Words to keep" in answer.text) == (422, True)
    assert stored(app, world.outings[OUTING]).state == "planned"


def test_a_line_that_is_too_long_is_still_there(app, world, ada):
    answer = ada.send(f"/dates/{world.outings[DONE_OUTING]}/done", line="x" * 501)

    assert (answer.status_code, "x" * 501 in answer.text) == (422, True)
    assert stored(app, world.outings[DONE_OUTING]).line == DONE_LINE


def test_a_date_is_deleted_and_put_back_within_a_day(app, world, ada, ben, moment):
    outing_id = world.outings[DONE_OUTING]
    ada.submit(f"/dates/{outing_id}", to=f"/dates/{outing_id}/delete")
    assert [each.get(f"/dates/{outing_id}").status_code for each in (ada, ben)] == [404, 404]
    moment.shift(timedelta(hours=23))

    ada.submit("/dates", to=f"/dates/{outing_id}/put-back")

    assert DONE_LINE in ben.page(f"/dates/{outing_id}").text


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_date_is_gone(app, world, ada, moment):
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"/dates/{world.outings[DELETED_OUTING]}/put-back").status_code == 404
    with acting(app):
        sweep_rows(NOW + timedelta(days=2))
    assert stored(app, world.outings[DELETED_OUTING]) is None


def test_all_of_a_date_is_on_its_page(world, ben):
    said = ben.page(f"/dates/{world.outings[OUTING]}").text

    assert all(words in said for words in (OUTING, OUTING_PLACE, OUTING_NOTE, "tomorrow", "Two hours"))


def test_there_is_room_for_many_plans_and_not_for_all(inside, monkeypatch):
    monkeypatch.setattr(actions, "OUTINGS_A_SPACE", 5)
    outing("one more", TODAY, by="ada")

    with pytest.raises(actions.Refused):
        outing("one too many", TODAY, by="ada")


def test_those_that_have_been_are_shown_a_page_at_a_time(app, cleo):
    with acting(app):
        for n in range(41):
            made = outing(f"number-{n:02}", TODAY - timedelta(days=n), by="cleo")
            actions.finish(made, "", by=person("cleo"), now=NOW)

    pages, path = [], "/dates"
    while path:
        page = cleo.page(path)
        pages.append([word for word in page.text.split() if word.startswith("number-")])
        path = next((link for link in page.links if "past=" in link), "")

    numbers = [f"number-{n:02}" for n in range(41)]
    assert pages == [numbers[:20], numbers[20:40], numbers[40:]]


@pytest.mark.parametrize("past", ["-1", "x", "²", "9" * 30, "", "%00", "1.5"])
def test_any_number_leads_to_some_page(ada, past):
    assert ada.get(f"/dates?past={past}").status_code == 200


@pytest.mark.parametrize(("days", "said"), [(0, "Tomorrow"), (1, "Tonight"), (2, "")])
def test_today_says_it_the_day_before_and_on_the_day(world, ben, moment, days, said):
    moment.shift(timedelta(days=days))

    page = ben.page("/today").text

    assert (f"{said}: {OUTING}" in page) if said else OUTING not in page


def test_today_says_it_on_no_other_day_s_page(world, ada):
    assert OUTING not in ada.page("/today/2026-03-10").text


def test_a_date_by_day_is_today_and_not_tonight(inside):
    by_day = outing("by day", TODAY, by="cleo", starts_at=time(11))

    assert shown_to(person("cleo"), by_day, TODAY).tonight is False


def test_in_another_zone_it_begins_at_the_same_instant(inside, world):
    shown = {each.outing.title: each for each in dates_page(person("ben"), NOW).coming}[OUTING]

    assert (shown.begins, shown.yours) == (datetime(2026, 3, 12, 19, 30), datetime(2026, 3, 12, 18, 30))
    assert shown.preparer is Preparer.ME


def test_the_guide_leads_here_and_back(ada, guest):
    assert "/dates" in ada.page("/guide/time").links
    assert "/guide/time" in ada.page("/dates").links
    assert "/dates" not in guest.page("/guide/time").links


def test_saving_a_plan_as_it_was_changes_nothing(inside):
    made = outing("Tea", TODAY, by="ada")

    actions.change(made, OutingPlan("Tea", TODAY), by=person("ada"), now=NOW + timedelta(hours=1))

    assert (made.version, made.changed_at) == (0, NOW)
