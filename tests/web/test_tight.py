"""Pages that are opened each day are packed more tightly than all others."""

import brotli
import pytest

from tracker.web.tight import OFTEN


@pytest.mark.parametrize("path", ["/", "/today", "/check-in", "/wall", "/garden", "/ways"])
def test_what_is_opened_each_day_is_packed_tightly(ada, path):
    plain = ada.get(path)
    packed = ada.get(path, headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in plain.headers
    text = brotli.decompress(packed.data)
    assert len(packed.data) < len(brotli.compress(text, quality=1))
    assert int(packed.headers["Content-Length"]) == len(packed.data)


def test_a_browser_that_cannot_read_it_gets_what_it_can(ada):
    assert ada.get("/today", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("said", ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, br;q=0.9", "deflate,br"])
def test_other_pages_are_packed_more_quickly(ada, said, monkeypatch):
    monkeypatch.setitem(ada.application.config, "COMPRESS_BR_LEVEL", 3)  # as the library would then

    packed = ada.get("/guide", headers={"Accept-Encoding": said})

    assert packed.headers["Content-Encoding"] == "br"
    text = brotli.decompress(packed.data)
    assert len(packed.data) == len(brotli.compress(text, quality=1))


@pytest.mark.parametrize("said", ["br;q=0, gzip", "gzip", "brotli, gzip", "xbr, gzip"])
def test_whoever_does_not_say_that_they_read_it_gets_something_else(ada, said):
    assert ada.get("/guide", headers={"Accept-Encoding": said}).headers["Content-Encoding"] == "gzip"


def test_all_of_these_pages_are_there(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= OFTEN.keys()
