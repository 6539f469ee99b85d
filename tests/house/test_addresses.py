"""Nothing is built from the host that one happens to use: there is one public address, and one place that knows the rest."""

import re

from tests.house.sources import TRACKER, each_of, modules, templates

KNOWS_HOSTS = TRACKER / "web" / "hosts.py"
OF_THE_HOST = re.compile(
    r"\b_external\b|request\.(host|host_url|url_root|root_url|base_url|url|is_secure)\b|\"Host\"|HTTP_HOST"
)


@each_of([*modules(), *templates()])
def test_nothing_asks_for_the_host_that_is_used(path):
    assert path == KNOWS_HOSTS or OF_THE_HOST.findall(path.read_text()) == []
