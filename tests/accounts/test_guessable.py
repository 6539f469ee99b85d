"""What many people choose as a password, or would think of for somebody they know, is kindly turned away."""

import subprocess
import sys
from resource import RUSAGE_SELF, getrusage

import pytest
from sqlalchemy import func, select

from tests.accounts.test_reset import link
from tests.databases import kept
from tests.house.sources import ROOT
from tests.visitors import Page
from tests.world import PASSWORD, email
from tracker.accounts.guessable import guessable, listed
from tracker.accounts.passwords import Passwords
from tracker.models import Person

EVE = {"name": "Eve Kettleby", "email": "eve.ouzel@blue-cats.example"}

SOON = [
    "password1",
    "Password1!",
    "p4ssw0rd!",
    " " * 9,
    "123456789",
    "qwertyuiop",
    "1qaz2wsx3edc",
    "iloveyou2",
    "abcdefghi",
    "🐴" * 40,
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "password" * 16,
    "08/03/2019",
    "kettleby1",
    "Eve Kettleby",
    "eve.ouzel@blue-cats.example",
    "blue-cats",
    "tend0000!",
]


@pytest.mark.parametrize("password", SOON)
def test_what_others_would_guess_soon_is_refused_with_all_else_kept(app, guest, password):
    answer = guest.send("/register", **EVE, password=password)

    page = Page.of(answer)
    values = page.form("/register").values
    assert (answer.status_code, "This one is too easy to guess" in page.text) == (422, True)
    assert {name: values[name] for name in EVE} == EVE
    assert page.form("/register").values.get("password", "") == ""
    assert kept(app, select(func.count()).where(Person.email == EVE["email"])) == [0]


def test_words_of_the_library_are_shown_to_nobody(guest):
    text = Page.of(guest.send("/register", **EVE, password="p4ssw0rd!")).text

    assert [word for word in ("common password", "Repeats like", "Substitutions") if word in text] == []


def test_one_that_is_too_short_is_told_that_alone(guest):
    answer = guest.send("/register", **EVE, password="password")

    assert ("at least 9" in answer.text, "too easy to guess" in answer.text) == (True, False)


@pytest.mark.parametrize(
    "password", ["ten small things", "kz ouzel 7", "Ein Käsekuchen", "密码很长但是没有人知道"]
)
def test_a_few_words_in_a_row_are_fine(guest, password):
    assert guest.send("/register", **EVE, password=password).status_code == 303


def test_a_reset_and_a_change_refuse_them_too(app, ada, guest):
    for password in ("password123", f"{email('ada')}1", "ada ada ada"):
        statuses = [
            guest.send(link(app), password=password).status_code,
            ada.send("/settings/security", old_password=PASSWORD, password=password).status_code,
        ]
        assert statuses == [422, 422]

    assert guest.send("/login", email=email("ada"), password=PASSWORD).status_code == 303


def test_who_has_chosen_one_before_can_go_on_with_it(app, guest):
    answer = guest.send("/login", email=email("ada"), password="password")

    assert "too easy to guess" not in answer.text


def test_a_longer_list_is_looked_at(monkeypatch, app, guest, tmp_path):
    file = tmp_path / "common"
    file.write_text("first of them\nkz ouzel 7\nlast of them")
    monkeypatch.setattr(app.extensions["passwords"], "common", str(file))

    statuses = [
        guest.send("/register", **EVE, password=password).status_code
        for password in ("kz ouzel 7", "KZ Ouzel 7", "kz ouzel 77")
    ]

    assert statuses == [422, 422, 303]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_every_line_of_a_list_is_found_and_no_part_of_one(tmp_path, end, last):
    file = tmp_path / "common"
    words = ["one", "zoé", *(f"word {n} {'x' * (n % 50)}" for n in range(60_000)), "the end"]
    file.write_bytes((end.join(words) + last).encode())
    assert file.stat().st_size > 2_000_000

    assert [
        each for each in [*words[:5], *words[29_990:30_010], words[-1]] if not listed(each, str(file))
    ] == []
    assert [each for each in ("on", "zo", "word 1", "end", "x") if listed(each, str(file))] == []


def test_a_line_that_lies_across_two_pieces_is_found(tmp_path):
    file = tmp_path / "common"
    for before in range((1 << 20) - 12, (1 << 20) + 2):
        file.write_text(f"{'x' * before}\nten small\n{'y' * 30}")
        assert listed("ten small", str(file))


def test_what_one_person_gives_as_hints_is_kept_for_no_other():
    assert guessable("ouzel kz 7", ["ouzel kz 7"])
    assert not guessable("ouzel kz 7", [])


WORST = ["4@8({[<3691!|0$5+7%2" * 4, "a4@b8c({[<e3g69i1!|l1|7o0s$5t+7x%z2" * 3, "1!|l7" * 15, "x" * 128]


@pytest.mark.parametrize("password", WORST)
def test_no_password_takes_long_to_look_at(password):
    guessable("loads it", [])
    before = getrusage(RUSAGE_SELF).ru_utime

    guessable(password, EVE.values())

    assert getrusage(RUSAGE_SELF).ru_utime - before < 2  # a tenth of a second; without care it is twenty


STARTS = """
import sys
from config import settings_from
from tracker.app import create_app
import tracker.cli
app = create_app(settings_from({"TEND_DATA": sys.argv[1]}))
print(*(name for name in sys.modules if name.startswith("zxcvbn")))
"""


def test_what_knows_them_is_loaded_only_when_one_is_chosen(tmp_path):
    started = subprocess.run(
        [sys.executable, "-c", STARTS, str(tmp_path / "data")],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (started.stdout, started.stderr) == ("\n", "")


def test_the_file_of_a_setting_is_the_one_that_is_read(tmp_path):
    file = tmp_path / "common"
    file.write_text("kz ouzel 7\n")

    assert Passwords(1, str(file)).easy("kz ouzel 7", [])
    assert not Passwords(1).easy("kz ouzel 7", [])
