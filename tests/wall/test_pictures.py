"""A picture that goes with a note, from the form to whoever may look at it."""

import re
import subprocess
import sys
from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import cycle, product

import pytest
from PIL import Image
from sqlalchemy import func, insert, select, update

from config import ROOT
from tests.databases import acting, close, furnish, kept, made
from tests.moments import AN_INSTANT
from tests.pictures import HIDDEN, LANDSCAPE, PORTRAIT, colourful, file_of, pictures, with_secrets
from tests.visitors import TOKEN, Page, Visitor
from tests.whole import RUN
from tests.world import (
    ADA_TO_BEN,
    ADAS_DELETED,
    BEN_TO_ADA,
    CLEOS_WAITING,
    DAN_TO_ADA,
    NOW,
    PEOPLE,
    couple,
    hidden_from,
    note,
    person,
)
from tracker.accounts.room import stored_count
from tracker.app import BELONGINGS
from tracker.domain import picture_files
from tracker.domain.pictures import MOST_BYTES, Enclosed
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import Note, Picture
from tracker.sight import sees_note
from tracker.spaces import actions as spaces
from tracker.sweeping import sweep_rows
from tracker.wall import actions, queries
from tracker.wall.child import answer_of
from tracker.wall.shown import SHOWN
from tracker.web.headers import PAGE

SENT = file_of(colourful(LANDSCAPE))
OTHER = file_of(colourful(PORTRAIT), "PNG")
MOST = BELONGINGS.counted()[Picture].quota.most
LOST = b"no picture at all"


@cache
def answer_once(task, *pieces):
    return answer_of(task, pieces)


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch):
    """What the process answers to the same file is the same each time: it is started once for each, and not for each test."""
    monkeypatch.setattr(pictures, "answer_of", lambda task, pieces: answer_once(task, *pieces))


def sending(visitor, path="/wall", content=SENT, name="IMG_0001.HEIC", kind="image/jpeg", **typed):
    """Send the form of a note as a browser does that has a file in it.

    It is written by hand: for a large one the client of the tests would leave a file of its own open.
    """
    opened = visitor.get(path)
    made_from = Page.of(opened).form(path).values["seen"] if opened.status_code == 200 else ""
    typed = {TOKEN: visitor.form_token(), "body": "Look at this", "seen": made_from, **typed}
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{words}\r\n'
        for field, words in typed.items()
    ]
    parts.append(f'--line\r\nContent-Disposition: form-data; name="picture"; filename="{name}"\r\n')
    parts.append(f"Content-Type: {kind}\r\n\r\n")
    body = "".join(parts).encode() + content + b"\r\n--line--\r\n"
    return visitor.post(path, data=body, content_type="multipart/form-data; boundary=line")


def latest(app):
    """The latest note's id, and its picture."""
    note_id = kept(app, select(Note.id).order_by(Note.written_at.desc()).limit(1))[0]
    return note_id, (kept(app, select(Picture).where(Picture.note_id == note_id)) or [None])[0]


def counts(app):
    return [kept(app, select(func.count()).select_from(table))[0] for table in (Note, Picture)]


def shown(page):
    """The pictures of notes on a page."""
    return [given for tag, given in page.tags if tag == "img" and "src" in given]


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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LOST, picture_files.OTHER),
        (b"<script>alert(1)</script>", picture_files.OTHER),
        (SENT[:2000], picture_files.CUT),
        (bytes(MOST_BYTES + 1), picture_files.LARGE),
        (bytes(20 * 2**20), picture_files.LARGE),
        (file_of(colourful(), "GIF"), picture_files.OTHER),
    ],
    ids=["words", "a page", "cut", "large", "very large", "another kind"],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_all_words_are_still_there(app, ada, content, said):
    before = counts(app)
    typed = {"body": "Words to keep", "description": "And these", "about": "strategy-3"}

    answer = sending(ada, content=content, **typed)

    page = Page.of(answer)
    values = page.form("/wall").values
    assert (answer.status_code, said in page.text) == (422, True)
    assert {name: values[name] for name in typed} == typed
    assert counts(app) == before


def test_an_empty_file_is_said_too(app, ada):
    assert picture_files.EMPTY in sending(ada, content=b"").text


def test_more_than_a_server_should_read_is_turned_away_in_words(app, ada):
    before = counts(app)

    answer = sending(ada, content=bytes(33 * 2**20))

    assert (answer.status_code, "choose a smaller picture" in answer.text, counts(app)) == (413, True, before)


@pytest.mark.parametrize(("body", "words"), [("", "A few words are enough"), ("y" * 2001, "2001 characters")])
def test_a_picture_does_not_stand_in_for_words_and_has_to_be_chosen_once_more(app, ada, body, words):
    before = counts(app)

    answer = sending(ada, body=body, description="At the lake")

    page = Page.of(answer)
    assert answer.status_code == 422
    assert words in page.text
    assert "The picture has to be chosen once more." in page.text
    assert page.form("/wall").values["description"] == "At the lake"
    assert counts(app) == before


def test_words_about_a_picture_ask_for_the_picture(app, ada):
    before = counts(app)

    answer = ada.submit("/wall", body="Look", description="At the lake")

    assert (answer.status_code, "There is no picture with these words yet." in answer.text) == (422, True)
    assert Page.of(answer).form("/wall").values["body"] == "Look"
    assert counts(app) == before


def test_words_about_a_picture_have_an_end(app, ada):
    answer = sending(ada, description="x" * 301)

    assert (answer.status_code, "301 characters" in answer.text) == (422, True)


def test_a_form_that_is_sent_twice_makes_one_note_with_one_picture(app, ada):
    once = ada.page("/wall").form("/wall").values["once"]
    before = counts(app)

    answers = [sending(ada, once=once).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert counts(app) == [count + 1 for count in before]


def test_so_many_can_be_sent_in_a_quarter_of_an_hour_and_the_words_are_shown(app, ada, moment):
    statuses = [sending(ada, body="Again and again").status_code for _ in range(21)]

    assert statuses == [303] * 20 + [429]
    assert "Again and again" in sending(ada, body="Again and again").text
    assert ada.submit("/wall", body="Without one").status_code == 303
    moment.shift(timedelta(minutes=15))
    assert sending(ada).status_code == 303


def crowd(name, count):
    """Let so many more pictures be there for somebody."""
    own = person(name)
    of_note = {"space_id": own.space_id, "author_id": own.id, "waiting": True, "body": "x", "written_at": NOW}
    of_picture = {"space_id": own.space_id, "width": 1, "height": 1, "digest": "d", "content": b"c"}
    ids = db.session.scalars(insert(Note).returning(Note.id), [of_note] * count).all()
    db.session.execute(insert(Picture), [of_picture | {"note_id": each} for each in ids])


def test_there_is_room_for_so_many_and_then_a_kind_word(app, world, ada):
    with acting(app):
        crowd("ada", MOST - 1 - stored_count(Picture, person("ada"), most=MOST))
    assert sending(ada).status_code == 303
    before = counts(app)

    answer = sending(ada, body="One too many")

    page = Page.of(answer)
    assert (answer.status_code, "You have 200 pictures here, and there is no room for more" in page.text) == (
        422,
        True,
    )
    assert page.form("/wall").values["body"] == "One too many"
    assert "The picture has to be chosen once more." in page.text
    assert counts(app) == before
    note_id, _picture = latest(app)
    assert sending(ada, f"/wall/{note_id}/edit", content=OTHER).status_code == 303


def test_there_is_no_more_room_for_a_picture_that_comes_later_either(app, world, ben):
    with acting(app):
        crowd("ben", MOST)
    path = f"/wall/{world.notes[BEN_TO_ADA]}/edit"

    answer = sending(ben, path, body="Other words", description="At the lake")

    page = Page.of(answer)
    assert (answer.status_code, "You have 200 pictures here, and there is no room for more" in page.text) == (
        422,
        True,
    )
    assert (page.form(path).values["body"], changed_at(app, world.notes[BEN_TO_ADA])) == ("Other words", None)


def edited(visitor, note_id, **typed):
    return visitor.submit(f"/wall/{note_id}/edit", **typed)


def test_a_picture_is_replaced(app, ada, ben):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    answer = sending(ada, f"/wall/{note_id}/edit", content=OTHER, body="Look at this", description="The wood")

    _, after = latest(app)
    assert answer.status_code == 303
    assert (after.width, after.height, after.description) == (240, 320, "The wood")
    assert after.digest != before.digest
    assert Image.open(BytesIO(ben.get(f"/wall/{note_id}/picture").data)).size == (240, 320)
    assert changed_at(app, note_id) == NOW + AN_INSTANT


def changed_at(app, note_id):
    with acting(app):
        return note(note_id).edited_at


def test_the_same_picture_again_is_no_change(app, ada):
    sending(ada)
    note_id, _ = latest(app)

    sending(ada, f"/wall/{note_id}/edit")

    assert changed_at(app, note_id) is None


def test_changing_the_words_leaves_the_picture(app, ada):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    edited(ada, note_id, body="Other words")

    _, after = latest(app)
    assert (after.digest, after.description) == (before.digest, "The lake")


def test_what_is_said_of_a_picture_is_changed_alone(app, ada):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    edited(ada, note_id, description="The sea")

    _, after = latest(app)
    assert (after.digest, after.description, changed_at(app, note_id)) == (
        before.digest,
        "The sea",
        NOW + AN_INSTANT,
    )


def test_a_picture_is_taken_away_once_that_is_saved(app, ada, ben):
    sending(ada, description="The lake")
    note_id, _ = latest(app)

    edited(ada, note_id, without_picture="y")

    assert latest(app)[1] is None
    assert ben.get(f"/wall/{note_id}/picture").status_code == 404
    assert "Look at this" in ben.page("/wall").text


def test_a_picture_comes_to_a_note_that_had_none(app, world, ada, ben):
    note_id = world.notes[BEN_TO_ADA]

    sending(ben, f"/wall/{note_id}/edit", body=BEN_TO_ADA)

    assert ada.get(f"/wall/{note_id}/picture").status_code == 200


def test_a_change_that_cannot_be_leaves_the_picture_as_it_was(app, ada):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    answers = [
        sending(ada, f"/wall/{note_id}/edit", content=LOST, body="Other words"),
        sending(ada, f"/wall/{note_id}/edit", content=OTHER, body=""),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Other words" in answers[0].text
    assert shown(Page.of(answers[0]))
    assert latest(app)[1].digest == before.digest


def test_only_its_author_changes_a_picture(app, ada, ben):
    sending(ada)
    note_id, before = latest(app)

    assert sending(ben, f"/wall/{note_id}/edit", content=OTHER).status_code == 404
    assert latest(app)[1].digest == before.digest


def test_a_deleted_note_takes_its_picture_along_and_both_come_back(app, ada, ben):
    sending(ada)
    note_id, _ = latest(app)
    path = f"/wall/{note_id}/picture"

    ada.send(f"/wall/{note_id}/delete")
    gone = [visitor.get(path).status_code for visitor in (ada, ben)]
    ada.send(f"/wall/{note_id}/put-back")

    assert (gone, [visitor.get(path).status_code for visitor in (ada, ben)]) == ([404, 404], [200, 200])


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_picture_is_gone_for_good(app, world, ada, moment):
    sending(ada)
    note_id, _ = latest(app)
    ada.send(f"/wall/{note_id}/delete")
    moment.shift(timedelta(hours=24, seconds=1))

    with acting(app):
        sweep_rows(NOW + timedelta(days=2))

    assert kept(app, select(func.count()).where(Picture.note_id == note_id)) == [0]


@pytest.mark.parametrize("name", ["cleo", "dan", ""])
def test_nobody_else_ever_sees_it(app, ada, visit, name):
    sending(ada)

    answer = visit(name).get(f"/wall/{latest(app)[0]}/picture")

    assert answer.status_code == (404 if name else 303)
    assert answer.mimetype == "text/html"


def test_words_about_a_picture_are_found(ada, ben):
    sending(ada, description="Himbeeren am Zaun")

    found = ben.look_for("/wall/search", "himbeeren")
    assert "Look at this" in found.text
    assert len(shown(found)) == 1


def test_a_picture_is_there_among_the_pinned_and_on_its_day(app, ada):
    sending(ada)
    note_id, _ = latest(app)
    ada.send(f"/wall/{note_id}/pin")
    with acting(app):
        db.session.execute(update(Note).where(Note.id == note_id).values(written_at=NOW.replace(year=2025)))

    page = ada.page("/wall")

    assert [each["src"] for each in shown(page)].count(f"/wall/{note_id}/picture") == 2
    assert [each["src"] for each in shown(ada.page("/garden"))] == [f"/wall/{note_id}/picture"]


def test_a_page_of_the_wall_never_loads_what_is_in_the_pictures(app, ada):
    sending(ada)
    with acting(app):
        (first, *_) = queries.wall_page(person("ada"), NOW).notes

    assert first.note.picture._fields == ("width", "height", "description")
    assert "pictures.description" in str(SHOWN)
    assert "pictures.content" not in str(SHOWN)


def the_lake():
    return Enclosed(pictures.drawn(SENT), "At the lake")


def test_the_one_who_joins_finds_what_waited_for_them(inside):
    waiting = actions.write("Wait", by=person("cleo"), now=NOW, enclosed=the_lake())
    spaces.leave(by=person("ben"), now=NOW)
    own = actions.write("From Ben", by=person("ben"), now=NOW, enclosed=the_lake())

    couple("cleo", "ben", NOW)

    for name in ("cleo", "ben"):
        for each in (waiting.id, own.id):
            assert queries.content_of_picture(person(name), each) == the_lake().drawn.content
    there = select(func.count()).select_from(Picture).join(Note).where(sees_note(person("ben")))
    assert db.session.scalar(there) == 3  # and the one that Cleo had there before


def test_the_one_who_stays_keeps_what_was_for_them_and_the_one_who_left_sees_nothing(inside, world):
    ids = [
        actions.write("To stay", by=person(name), now=NOW, enclosed=the_lake()).id for name in ("ada", "ben")
    ]

    spaces.leave(by=person("ben"), now=NOW)

    assert [queries.content_of_picture(person("ada"), each) for each in ids] == [the_lake().drawn.content] * 2
    for each in ids:
        with pytest.raises(Exception, match="picture"):
            queries.content_of_picture(person("ben"), each)


def test_when_an_account_is_deleted_the_pictures_for_the_other_stay_and_all_else_goes(inside):
    kept_id = actions.write("To stay", by=person("ben"), now=NOW, enclosed=the_lake()).id
    own_id = actions.write("Alone", by=person("cleo"), now=NOW, enclosed=the_lake()).id

    spaces.erase(by=person("ben"), now=NOW)
    spaces.erase(by=person("cleo"), now=NOW)

    assert queries.content_of_picture(person("ada"), kept_id) == the_lake().drawn.content
    assert db.session.scalar(select(func.count()).where(Picture.note_id == own_id)) == 0


def test_what_one_cannot_see_takes_no_room(inside, world):
    crowd("ada", MOST)

    assert actions.write("There is room", by=person("ben"), now=NOW, enclosed=the_lake()).picture
    with pytest.raises(Refused):
        actions.write("There is none", by=person("ada"), now=NOW, enclosed=the_lake())


def test_a_picture_that_came_in_another_window_meanwhile_is_replaced(concurrent):
    with concurrent.app.app_context():
        note_id = actions.write("Two windows", by=person("ada"), now=NOW).id
        db.session.commit()

    def put(content, meanwhile=lambda: None):
        def act():
            ada = person("ada")
            seen = queries.own_note(ada, note_id)
            db.session.commit()
            meanwhile()
            actions.replace_picture(seen, Enclosed(pictures.drawn(content)), by=ada, now=NOW)
            db.session.commit()

        return act

    concurrent.at_once(put(SENT, meanwhile=lambda: concurrent.at_once(put(OTHER))))

    with concurrent.app.app_context():
        assert queries.content_of_picture(person("ada"), note_id) == the_lake().drawn.content
        db.session.rollback()


@pytest.mark.parametrize("name", [*PEOPLE, ""])
def test_who_sees_which_picture(world, visit, name):
    readers = {
        ADA_TO_BEN: {"ada", "ben"},
        DAN_TO_ADA: {"ada"},
        ADAS_DELETED: set(),
        CLEOS_WAITING: {"cleo"},
        BEN_TO_ADA: set(),
    }

    answers = {
        note: visit(name).get(f"/wall/{world.notes[note]}/picture").status_code == 200 for note in readers
    }

    assert answers == {note: name in there for note, there in readers.items()}


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
