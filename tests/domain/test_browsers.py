import pytest

from tracker.domain.browsers import BROWSERS, SYSTEMS, browser_of, system_of

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0", ("Firefox", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", ("Firefox", "Linux")),
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36", ("Chrome", "Android")),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", ("Chrome", "ChromeOS")),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/141.0.0.0",
            ("Edge", "Windows"),
        ),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 OPR/122.0", ("Opera", "Windows")),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} SamsungBrowser/28.0 Mobile Safari/537.36",
            ("Samsung Internet", "Android"),
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {APPLE} Version/18.6 Mobile/15E148 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        (
            f"Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) {APPLE} CriOS/141.0 Mobile/15E148 Safari/604.1",
            ("Chrome", "iPad"),
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {APPLE} FxiOS/143.0 Mobile/15E148 Safari/604.1",
            ("Firefox", "iPhone"),
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/26.0 Safari/605.1.15",
            ("Safari", "Mac"),
        ),
        ("curl/8.14.1", ("", "")),
        ("", ("", "")),
        ("x" * 100_000, ("", "")),
    ],
)
def test_a_browser_and_its_system_are_called_by_their_names(said, names):
    assert (browser_of(said), system_of(said)) == names


def test_every_name_fits_where_it_is_kept():
    assert max(len(name) for _mark, name in (*BROWSERS, *SYSTEMS)) <= 40
