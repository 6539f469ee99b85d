"""Nothing is built from the host that one happens to use: there is one public address, and one place that knows the rest."""

import re

import pytest

from tests.house.sources import TRACKER, modules, name_of, templates

KNOWS_HOSTS = TRACKER / "web" / "hosts.py"
OF_THE_HOST = re.compile(
    r"\b_external\b|request\.(host|host_url|url_root|root_url|base_url|url|is_secure)\b|\"Host\"|HTTP_HOST"
)


@pytest.mark.parametrize("path", [*modules(), *templates()], ids=name_of)
def test_nothing_asks_for_the_host_that_is_used(path):
    assert path == KNOWS_HOSTS or OF_THE_HOST.findall(path.read_text()) == []
