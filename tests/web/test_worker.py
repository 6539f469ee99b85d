"""The worker is one file, the same to everybody, and another for other files."""

import re
import shutil

import pytest

from config import ROOT
from tests.visitors import Visitor
from tests.world import hidden_from
from tracker.web.assets import version_of
from tracker.web.worker import serve_worker

ADDRESS = "/sw.js"
LATER = re.compile(r'<body [^>]*data-later="([^"]*)"')


def test_it_is_the_same_for_everybody_and_reads_no_cookie(visit):
    answers = [visit(name).get(ADDRESS) for name in ("ada", "ben", "cleo", "")]

    assert len({answer.data for answer in answers}) == 1
    assert [canary for canary in hidden_from("") if canary in answers[0].text] == []
    for answer in answers:
        assert answer.content_type == "text/javascript; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (
            answer.headers["Content-Security-Policy"]
            == "default-src 'none';connect-src 'self';img-src 'self'"
        )
        assert "Set-Cookie" not in answer.headers


def test_who_has_it_already_is_told_so(guest):
    tag = guest.get(ADDRESS).headers["ETag"]

    answer = guest.get(ADDRESS, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data) == (304, b"")


def test_it_can_only_be_read(guest):
    assert (guest.head(ADDRESS).status_code, guest.head(ADDRESS).data) == (200, b"")
    assert guest.post(ADDRESS).status_code == 404


def test_it_names_the_version_of_the_files_and_is_one_file(guest):
    script = guest.get(ADDRESS).text

    assert script.startswith(f'const VERSION="{version_of(ROOT / "static")}"\n')
    assert re.findall(r"^\s*(?:import|export)\b.*", script, re.MULTILINE) == []


def test_other_files_make_another_worker(app, guest, tmp_path):
    before, asked = guest.get(ADDRESS).data, app.wsgi_app
    files = shutil.copytree(ROOT / "static", tmp_path / "static")
    (files / "css" / "app.css").write_text("/* Another. */")

    serve_worker(app, files)
    after = Visitor.of("", app).get(ADDRESS).data
    app.wsgi_app = asked

    assert before != after


@pytest.mark.parametrize(("reader", "times"), [("ada", 1), ("", 0)])
def test_only_who_is_logged_in_loads_what_brings_it(visit, reader, times):
    visitor = visit(reader)

    found = LATER.findall(visitor.get("/help").text)

    assert len(found) == times
    assert [visitor.get(each).status_code for each in found] == [200] * times


def test_the_policy_lets_a_page_have_our_worker_alone(guest):
    assert "worker-src 'self'" in guest.get("/").headers["Content-Security-Policy"].split(";")
