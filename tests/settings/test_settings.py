from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import kept, rows
from tests.settled import assert_settled
from tests.visitors import Page
from tests.world import NOW, PASSWORD, TODAY, email
from tracker.models import Device, Habit, Person, Space, Tick, Track

PROFILE = {"name": "Ada", "colour": "plum", "zone": "Asia/Tokyo", "day_ends_at": "0"}
SPACE = {"name": "Home", "first_weekday": "6", "check_in_weekday": "4", "streaks": "strict"}


def ada_of(app):
    return kept(app, select(Person).where(Person.email == email("ada")))[0]


def space_of(app, world):
    return kept(app, select(Space).where(Space.id == world.spaces["ada"]))[0]


def history(app):
    return rows(app, select(Tick.track_id, Tick.day).order_by(Tick.track_id, Tick.day))


def settled(app, *names):
    with app.app_context():
        for name in names:
            assert_settled(name, NOW)


def test_the_settings_lead_to_all_there_is_to_set(ada):
    links = ada.page("/settings").links

    assert {
        "/settings/profile",
        "/settings/space",
        "/settings/security",
        "/settings/leave",
        "/settings/delete",
    } <= set(links)


def test_a_person_is_described(app, ada, ben):
    answer = ada.submit("/settings/profile", **(PROFILE | {"name": "Countess"}))

    found = ada_of(app)
    assert (answer.status_code, answer.location) == (303, "/settings/profile")
    assert (found.name, found.colour, found.zone, found.day_ends_at) == ("Countess", "plum", "Asia/Tokyo", 0)
    assert "Countess" in ben.page("/wall").text
    assert ada.page("/settings/profile").form("/settings/profile").values["zone"] == "Asia/Tokyo"


def test_living_elsewhere_changes_no_history(app, ada):
    before = history(app)
    for zone in ("Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kolkata"):
        assert (
            ada.submit("/settings/profile", **(PROFILE | {"zone": zone, "day_ends_at": "11"})).status_code
            == 303
        )
        settled(app, "ada")

    assert history(app) == before


def test_a_day_ends_when_its_person_says_so(app, ada, moment):
    moment.move_to(NOW.replace(hour=23, minute=30))  # half past midnight in Berlin
    assert ada.page("/today").title.startswith("Wednesday, March 11")

    ada.submit("/settings/profile", day_ends_at="0")

    assert ada.page("/today").title.startswith("Thursday, March 12")


@pytest.mark.parametrize(
    "wrong",
    [
        *({"name": nothing} for nothing in NOTHING),
        {"name": "x" * 61},
        {"colour": "beige"},
        {"colour": ""},
        {"zone": "Middle/Earth"},
        {"zone": ""},
        {"zone": "x" * 5000},
        {"day_ends_at": "12"},
        {"day_ends_at": "-1"},
        {"day_ends_at": "noon"},
        {"day_ends_at": "9" * 5000},
        {"day_ends_at": "²"},
    ],
    ids=lambda wrong: str(wrong)[:30],
)
def test_a_description_that_cannot_be_is_said_in_words_and_changes_nothing(app, ada, wrong):
    before = rows(app, select(Person.__table__).where(Person.email == email("ada")))
    answer = ada.send("/settings/profile", **(PROFILE | wrong))

    assert (answer.status_code, "field__error" in answer.text) == (422, True)
    assert rows(app, select(Person.__table__).where(Person.email == email("ada"))) == before


def test_any_text_can_be_a_name_of_a_person_and_of_a_space(app, world, ada, ben):
    for typed, text in KEPT.items():
        ada.submit("/settings/profile", **(PROFILE | {"name": typed}))
        ada.submit("/settings/space", name=typed)
        assert (ada_of(app).name, space_of(app, world).name) == (text, text)
        for path in ("/today", "/wall", "/settings", "/settings/leave", "/check-in", "/pauses"):
            assert "<script>alert" not in ben.page(path).source


def test_a_megabyte_is_turned_away_in_words(ada):
    for path, typed in (("/settings/profile", PROFILE), ("/settings/space", SPACE)):
        answer = ada.send(path, **(typed | {"name": A_MEGABYTE}))
        assert (answer.status_code, bool(Page.of(answer).text)) == (413, True)


def test_nobody_elses_row_is_changed_by_a_form_made_by_hand(app, world, ada):
    before = rows(app, select(Person.__table__).where(Person.email != email("ada")).order_by(Person.id))
    more = {
        "id": str(world.people["ben"]),
        "email": "x@example.org",
        "space_id": "1",
        "seat": "2",
        "password_hash": "x",
    }
    ada.submit("/settings/profile", **(PROFILE | more))
    ada.send(
        "/settings/space",
        **(SPACE | {"id": str(world.spaces["cleo"]), "farewell": "x", "founded_on": "2000-01-01"}),
    )

    assert (
        rows(app, select(Person.__table__).where(Person.email != email("ada")).order_by(Person.id)) == before
    )
    assert ada_of(app).email == email("ada")
    assert (space_of(app, world).farewell, space_of(app, world).founded_on) == ("", date(2026, 1, 5))


def test_a_space_of_one_is_shaped_at_once(app, world, cleo):
    answer = cleo.submit("/settings/space", **SPACE)

    found = kept(app, select(Space).where(Space.id == world.spaces["cleo"]))[0]
    assert (answer.status_code, answer.location) == (303, "/settings/space")
    assert (found.name, found.first_weekday, found.check_in_weekday, found.strict) == ("Home", 6, 4, True)
    settled(app, "cleo")


def test_what_a_space_is_called_and_its_check_in_are_changed_for_both(app, world, ada, ben):
    answer = ada.submit("/settings/space", name="Home", check_in_weekday="4")

    found = space_of(app, world)
    assert (answer.status_code, answer.location) == (303, "/settings/space")
    assert (found.name, found.first_weekday, found.check_in_weekday, found.strict) == ("Home", 0, 4, False)
    assert "Home" in ben.page("/today").text
    settled(app, "ada", "ben")


def test_strict_and_gentle_are_two_ways_to_read_the_same_history(app, cleo):
    before = history(app), rows(app, select(Track.id, Track.state).order_by(Track.id))
    cleo.submit("/settings/space", streaks="strict")
    settled(app, "cleo")
    strict = rows(app, select(Track.id, Track.state).order_by(Track.id))
    cleo.submit("/settings/space", streaks="gentle")
    settled(app, "cleo")

    assert history(app) == before[0]
    assert strict != rows(app, select(Track.id, Track.state).order_by(Track.id))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 81},
        {"first_weekday": "7"},
        {"first_weekday": "-1"},
        {"first_weekday": ""},
        {"check_in_weekday": "monday"},
        {"check_in_weekday": "9" * 5000},
        {"streaks": "harsh"},
        {"streaks": ""},
    ],
    ids=lambda wrong: str(wrong)[:30],
)
def test_a_shape_that_cannot_be_is_said_in_words_and_changes_nothing(app, world, ada, wrong):
    before = rows(app, select(Space.__table__).where(Space.id == world.spaces["ada"]))
    answer = ada.send("/settings/space", **(SPACE | wrong))

    assert (answer.status_code, "field__error" in answer.text) == (422, True)
    assert rows(app, select(Space.__table__).where(Space.id == world.spaces["ada"])) == before


def test_a_new_password_ends_the_log_ins_elsewhere_but_not_here(app, visit):
    here, there, guest = visit("ada"), visit(""), visit("")
    there.submit("/login", email=email("ada"), password=PASSWORD)

    answer = here.submit("/settings/security", old_password=PASSWORD, password="another horse")

    assert answer.status_code == 303
    assert [here.get("/today").status_code, there.get("/today").status_code] == [200, 303]
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).status_code == 422
    assert guest.submit("/login", email=email("ada"), password="another horse").status_code == 303


@pytest.mark.parametrize(
    ("old", "new"),
    [("wrong horse", "another horse"), ("", "another horse"), (PASSWORD, "short"), (PASSWORD, "x" * 129)],
)
def test_a_password_is_changed_only_with_the_old_one_and_to_a_long_enough_one(app, ada, guest, old, new):
    devices = rows(app, select(Device.id).order_by(Device.id))
    answer = ada.send("/settings/security", old_password=old, password=new)

    assert answer.status_code == 422
    assert [secret for secret in (old, new) if len(secret) > 6 and secret in answer.text] == []
    assert rows(app, select(Device.id).order_by(Device.id)) == devices
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).status_code == 303


def test_a_password_cannot_be_guessed_at_somebodys_open_device(ada, moment):
    statuses = [
        ada.send("/settings/security", old_password="x", password="another horse").status_code
        for _ in range(9)
    ]
    statuses += [ada.send("/settings/delete", password="x").status_code for _ in range(2)]

    assert statuses == [422] * 10 + [429]
    moment.shift(timedelta(minutes=15))
    assert ada.send("/settings/security", old_password=PASSWORD, password="another horse").status_code == 303


def test_what_the_pages_of_settings_say_of_the_partner_is_their_name(ada):
    source = "".join(
        ada.page(path).source
        for path in ("/settings", "/settings/space", "/settings/leave", "/settings/delete")
    )

    assert "Ben" in source
    assert email("ben") not in source


def test_planting_goes_by_the_zone_one_lives_in(app, ada):
    ada.submit("/settings/profile", zone="Pacific/Kiritimati", day_ends_at="0")
    ada.submit("/habits/new", name="Sunrise", mode="one", starts_on=str(TODAY + timedelta(days=1)))

    assert kept(app, select(Habit.starts_on).where(Habit.name == "Sunrise")) == [TODAY + timedelta(days=1)]
