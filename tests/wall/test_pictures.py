"""A picture that goes with a note, from the form to whoever may look at it."""

import re
import subprocess
import sys
from io import BytesIO
from itertools import cycle, product

import pytest
from PIL import Image
from sqlalchemy import select

from config import ROOT
from tests.databases import close, furnish, kept, made
from tests.pictures import HIDDEN, with_secrets
from tests.visitors import Visitor
from tests.wall.sent import latest, sending, shown
from tests.whole import RUN
from tests.world import (
    ADA_TO_BEN,
    hidden_from,
)
from tracker.extensions import db
from tracker.models import Picture
from tracker.web.headers import PAGE

pytestmark = pytest.mark.usefixtures("drawn_once")


def test_a_note_comes_with_a_picture_for_both(app, ada, ben):
    answer = sending(ada, description="The two of us at the lake")

    note_id, picture = latest(app)
    assert (answer.status_code, answer.location) == (303, f"/wall#note-{note_id}")
    assert (picture.width, picture.height, picture.description) == (320, 240, "The two of us at the lake")
    for visitor in (ada, ben):
        (image,) = [
            each for each in shown(visitor.page("/wall")) if each["src"] == f"/wall/{note_id}/picture"
        ]
        assert (image["alt"], image["width"], image["height"], image["loading"]) == (
            "The two of us at the lake",
            "320",
            "240",
            "lazy",
        )
        looked = Image.open(BytesIO(visitor.get(image["src"]).data))
        assert (looked.format, looked.size) == ("JPEG", (320, 240))


def test_a_picture_is_served_as_what_it_is_and_kept_by_nobody_on_the_way(app, ada):
    sending(ada)

    answer = ada.get(f"/wall/{latest(app)[0]}/picture")

    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert answer.headers["Content-Disposition"] == "inline"
    assert PAGE.items() <= dict(answer.headers).items()
    assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(answer.headers.keys())


@pytest.fixture
def secure(keeper, world, tmp_path):
    """The same place, as people reach it over https."""
    app = made(keeper.url, tmp_path, TEND_PUBLIC_URL="https://localhost")
    if keeper.url.endswith(":memory:"):
        with app.app_context(), db.engine.begin() as connection:
            connection.connection.driver_connection.deserialize(keeper.kept)
    yield app
    close(app)


def over_https(secure, name, path, **headers):
    visitor = Visitor.of(name, secure)
    visitor.set_cookie("__Host-tend", visitor.signer.dumps(visitor.session))
    return visitor.get(path, base_url="https://localhost", headers=headers)


def test_over_https_a_browser_keeps_a_picture_and_asks_each_time_whether_it_may_show_it(secure, world):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/picture"

    first = over_https(secure, "ada", path)
    again = over_https(secure, "ada", path, If_None_Match=first.headers["ETag"])
    partners = over_https(secure, "ben", path, If_None_Match=first.headers["ETag"])
    other = over_https(secure, "ada", path, If_None_Match='"of another picture"')

    assert (first.status_code, first.headers["Cache-Control"]) == (200, "private, no-cache")
    assert [(each.status_code, each.data, each.headers["ETag"]) for each in (again, partners)] == [
        (304, b"", first.headers["ETag"])
    ] * 2
    assert {again.headers["Cache-Control"], other.headers["Cache-Control"]} == {"private, no-cache"}
    assert (other.status_code, other.data) == (200, first.data)


def test_what_a_browser_has_kept_lets_nobody_see_a_picture_who_may_not(secure, world):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/picture"
    tag = over_https(secure, "ada", path).headers["ETag"]

    strangers = [over_https(secure, name, path, If_None_Match=tag) for name in ("cleo", "dan")]
    guest = over_https(secure, "", path, If_None_Match=tag)

    assert [each.status_code for each in strangers] == [404, 404]
    assert guest.status_code == 303
    assert [each for each in (*strangers, guest) if "ETag" in each.headers] == []
    assert {each.headers["Cache-Control"] for each in (*strangers, guest)} == {"no-store"}


def test_over_http_what_somebody_says_to_have_kept_is_sent_all_the_same(app, ada):
    sending(ada)
    note_id, picture = latest(app)

    answer = ada.get(f"/wall/{note_id}/picture", headers={"If-None-Match": f'"{picture.digest}"'})

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


KINDS = ["JPEG", "PNG", "WEBP", "HEIF"]


NAMES = ["a.jpg", "a.png", "../../a.html", "a", "x" * 500, "a\0.jpg"]


# Each kind and each name in every run, and each by each where there is time.
NAMED = [*product(KINDS, NAMES)] if RUN.whole else [*zip(cycle(KINDS), NAMES)]


@pytest.mark.parametrize(("kind", "name"), NAMED)
def test_what_is_inside_decides_and_never_the_name(app, ada, kind, name):
    sending(ada, content=with_secrets(kind), name=name, kind="text/html")

    note_id, _picture = latest(app)
    answer = ada.get(f"/wall/{note_id}/picture")
    assert (answer.mimetype, Image.open(BytesIO(answer.data)).format) == ("image/jpeg", "JPEG")
    assert HIDDEN.encode() not in answer.data
    assert HIDDEN.encode() not in kept(app, select(Picture.content).where(Picture.note_id == note_id))[0]


def test_without_words_about_it_a_picture_still_has_a_name(app, ada):
    sending(ada)

    assert {each["alt"] for each in shown(ada.page("/wall"))} >= {"The picture that goes with this note"}


def test_a_note_without_a_picture_has_none(app, ada):
    ada.submit("/wall", body="Only words")

    note_id, picture = latest(app)
    assert picture is None
    assert ada.get(f"/wall/{note_id}/picture").status_code == 404


def test_alone_a_picture_waits_with_its_note(app, cleo, ada):
    sending(cleo)

    path = f"/wall/{latest(app)[0]}/picture"
    assert [cleo.get(path).status_code, ada.get(path).status_code] == [200, 404]


def test_the_page_offers_what_a_phone_has(ada):
    (field,) = [given for tag, given in ada.page("/wall").tags if given.get("type") == "file"]

    assert field["accept"] == "image/jpeg,image/png,image/webp,image/heic,image/heif"
    assert re.search(r'<label[^>]* for="picture">A picture</label>', ada.page("/wall").source)


def test_no_word_of_anybodys_is_in_the_address_or_the_headers(app, world, ada):
    answer = ada.get(f"/wall/{world.notes[ADA_TO_BEN]}/picture")

    assert not any(word in str(answer.headers) for word in hidden_from(""))


STARTS = """
import sys
from config import settings_from
from tracker.app import create_app
import tracker.cli
create_app(settings_from({"TEND_DATA": sys.argv[1]}))
print(*{"PIL", "pillow_heif"} & sys.modules.keys())
"""


def test_whoever_starts_tend_does_not_wait_for_what_draws(tmp_path):
    furnish(tmp_path / "data")
    started = subprocess.run(
        [sys.executable, "-c", STARTS, str(tmp_path / "data")],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (started.stdout, started.stderr) == ("\n", "")
