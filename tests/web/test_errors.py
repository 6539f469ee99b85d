import logging
import re

import pytest
from flask import request

from tests.bad_input import A_MEGABYTE
from tests.databases import close, made
from tests.house.doors import doors
from tests.visitors import Page, Visitor
from tracker.domain.refusals import Refused
from tracker.extensions import csrf

WORDS = "words that nobody else may read"


@pytest.fixture(scope="module")
def breaking(keeper, tmp_path_factory):
    """An application with pages that go wrong."""
    app = made("sqlite:///:memory:", tmp_path_factory.mktemp("breaking"))

    @app.post("/breaks")
    @csrf.exempt
    def breaks():
        raise ValueError(request.form["words"])

    @app.get("/refuses")
    def refuses():
        raise Refused("Not now, %(name)s.", name="<b>Ada</b>")

    yield app
    close(app)


@pytest.mark.parametrize(
    "path",
    ["/no-such-page", "/habits/abc", "/.env", "/wp-login.php", "/static/x/app.css", "/é", "/%00", "/today/"],
)
def test_what_is_not_there_is_a_page_in_words_that_leads_back(ada, guest, path):
    for visitor in (ada, guest):
        answer = visitor.get(path)
        assert answer.status_code in (404, 308)
        assert answer.status_code == 308 or "/" in Page.of(answer).links


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_a_method_no_page_has_is_a_page_in_words(ada, method):
    answer = getattr(ada, method)("/today", data={"csrf_token": ada.form_token()})

    assert answer.status_code in (400, 405)
    assert Page.of(answer).title


def test_too_much_at_once_is_a_page_in_words(ada, guest):
    for visitor in (ada, guest):
        for path in ("/login", "/wall", "/no-such-page"):
            answer = visitor.post(path, data={"body": A_MEGABYTE})
            assert answer.status_code in (413, 404)
            assert Page.of(answer).title


def test_thousands_of_fields_are_turned_away_in_words(ada):
    answer = ada.post(
        "/wall", data={"csrf_token": ada.form_token(), **{f"field-{n}": "x" for n in range(5000)}}
    )

    assert answer.status_code in (200, 303, 413, 422)
    assert answer.status_code != 500


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"body": "x"}'),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("text/plain", b"body=x"),
        ("application/x-www-form-urlencoded", b"body=%ff%fe&%ff=1&csrf_token=\xff"),
        ("", b""),
    ],
)
def test_a_body_that_is_no_form_is_a_page_in_words(ada, content_type, body):
    answer = ada.post("/wall", data=body, content_type=content_type)

    assert answer.status_code == 400
    assert Page.of(answer).title


def test_what_breaks_is_a_page_in_words_with_what_was_typed(breaking):
    answer = Visitor.of("", breaking).post("/breaks", data={"words": WORDS, "password": "correct horse"})

    page = Page.of(answer)
    assert (answer.status_code, WORDS in page.source, "correct horse" in page.source) == (500, True, False)
    assert "Traceback" not in page.source


def test_what_breaks_is_logged_without_anybodys_words(breaking, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = Visitor.of("", breaking).post("/breaks", data={"words": WORDS})

    (line,) = (record.msg for record in caplog.records if record.name == "tend")
    assert re.fullmatch(r"a fault of Tend's own: ValueError in tests/web/test_errors\.py:\d+", line.words)
    assert (line.status, line.request in answer.text) == (500, True)
    assert WORDS not in caplog.text


def test_a_refusal_leads_back_to_where_one_was_and_says_why(breaking):
    visitor = Visitor.of("", breaking)
    back = visitor.get("/refuses", headers={"Referer": "http://localhost/guide?x=1"})

    assert (back.status_code, back.location) == (303, "/guide?x=1")
    assert "Not now, &lt;b&gt;Ada&lt;/b&gt;." in visitor.get("/guide").text


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "referer",
    [
        "https://evil.example/today",
        "http://localhost.evil.example/",
        "http://localhost@evil.example/",
        "http://localhost//evil.example",
        "http://localhost/\\evil.example",
        "javascript:alert(1)",
        "//evil.example",
        "http://localhost:81/today",
        "nonsense",
        "",
    ],
)
def test_nobody_is_led_back_to_another_place(breaking, referer):
    answer = Visitor.of("", breaking).get("/refuses", headers={"Referer": referer})

    assert answer.location == "/"


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "referer", ["http://[::1/today", "http://localhost:x/", "http://[nonsense]/", "\x80\xff"]
)
def test_an_address_one_came_from_that_is_none_does_no_harm(breaking, referer):
    assert Visitor.of("", breaking).get("/refuses", headers={"Referer": referer}).location == "/"


def test_a_host_that_is_not_ours_is_turned_away(ada):
    answer = ada.get("/login", headers={"Host": "evil.example"})

    assert answer.status_code == 421
    assert "evil.example" not in answer.text


def test_a_token_of_another_session_is_worth_nothing(ada, ben):
    answer = ada.post("/wall", data={"csrf_token": ben.form_token(), "body": "Thank you"})

    assert answer.status_code == 400


# What takes no token, and why nobody else can have it sent.
WITHOUT_TOKEN = {
    "exit.leave": "it looks at where it was sent from",
    "pushing.renew": "it looks at where it was sent from: a worker sends it",
    "reminders.turn_off": "the link is the proof: mail programs send it",
    "wall.take_shared": "it writes nothing: systems send it",
}


def test_no_form_is_taken_without_a_token(app, world, ada):
    with app.app_context():
        posts = [door for door in doors(app) if door.method == "POST"]
    found = [door for door in posts if door.endpoint not in WITHOUT_TOKEN]
    assert {door.endpoint for door in posts} >= WITHOUT_TOKEN.keys()
    answered = {str(door): ada.post(door.path, data={"body": "x"}).status_code for door in found}

    assert {door for door, status in answered.items() if status != 400} == set()
