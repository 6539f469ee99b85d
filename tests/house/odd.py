"""What browsers, proxies and those who try things send that nobody thought of: at least 400 values for each header."""

from itertools import product
from random import Random

SO_MANY = 400

NO_TEXT = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x7f",
    "\xff\xfe",
    "é",
    "\u00c3\u00a9",
    "\x80" * 40,
    "%00",
    "%",
    "%zz",
    "%ff%fe",
    "%u2603",
    "\t",
    "\r\nX-Odd: 1",
    "null",
    "undefined",
    "-1",
    "0",
    "9" * 40,
    "1e999",
    "NaN",
    "*",
    ",",
    ";",
    ",,,,",
    ";;;=;",
    "=",
    '"',
    "'",
    "\\",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%(name)s",
    "${jndi:ldap://evil.example}",
    "' OR 1=1 --",
    "a" * 8000,
    "a," * 4000,
    "[" * 4000,
]
TAGS = [
    *[
        "ru-DE",
        "de-RU",
        "en-US-POSIX",
        "zh-Hant-TW",
        "zh-Hans",
        "sr-Latn-RS",
        "es-419",
        "pt_BR",
        "de-CH-1996",
        "sl-rozaj-biske-1994",
        "en-GB-oed",
    ],
    *[
        "i-klingon",
        "i-default",
        "x-whatever",
        "art-lojban",
        "de-DE-u-co-phonebk",
        "en-x-DE",
        "a-DE",
        "und",
        "und-DE",
        "mul-150",
        "ca-ES-valencia",
    ],
    *[
        "EN",
        "eN-uS",
        "en-",
        "-en",
        "en--US",
        "en-US-",
        "-",
        "--",
        "xx-XX",
        "xx-ZZ",
        "zz",
        "tlh",
        "tlh-Latn",
        "fil-PH",
        "haw-US",
        "yue-Hant-HK",
        "en-150",
        "ar-001",
    ],
    *[
        "nb-NO-nynorsk",
        "no-bok",
        "ja-JP-mac",
        "cy-GB",
        "gd-IE",
        "mt-MT",
        "de-AQ",
        "fr-FX",
        "en-UK",
        "eo",
        "eo-XX",
        "ku-TR-arab",
        "419",
        "DE",
        "1-2",
        "_",
        "de_",
        "_DE",
    ],
]
HOSTS = [
    *[
        "localhost",
        "localhost:80",
        "localhost:0",
        "localhost:99999",
        "localhost:x",
        "localhost:",
        ":80",
        ":",
        "LOCALHOST",
        "localhost.",
        ".localhost",
    ],
    *[
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "[::1]:x",
        "[::1",
        "::1",
        "[]",
        "[fe80::1%eth0]",
        "[::ffff:127.0.0.1]",
        "[v1.x]",
        "[1]",
    ],
    *[
        "evil.example",
        "localhost@evil.example",
        "evil.example/localhost",
        "evil#localhost",
        "evil?x",
        "localhost\\evil",
        "a..b",
        "-a-",
        "_a_",
    ],
    *[
        "xn--",
        "xn--a",
        "xn--bcher-kva.example",
        "bücher.example",
        "%6cocalhost",
        "localhost%00",
        "localhost,evil",
        "localhost;evil",
    ],
    "." * 300,
    "a." * 200,
    "a" * 64 + ".example",
    "local host",
]
MEDIA = [
    *[
        "text/html",
        "text/*",
        "*/*",
        "*",
        "/",
        "a/b/c",
        "text",
        "text/",
        "/html",
        "text/html;q=0",
        "application/json",
        "image/webp",
        "q=1",
    ],
    *[
        "multipart/form-data",
        "multipart/form-data;boundary=",
        "multipart/form-data;boundary=ÿ",
        "text/html;charset=utf-99",
    ],
    *[
        "application/x-www-form-urlencoded;charset=nope",
        "br",
        "gzip",
        "identity",
        "identity;q=0",
        "deflate",
        "zstd",
        "gzip,br",
        "br;q=2",
    ],
]
WEIGHTS = [
    "",
    ";q=0",
    ";q=1",
    ";q=nan",
    ";q=inf",
    ";q=-1",
    ";q=1e999",
    ";q=",
    ";q",
    ";q=0.5;q=0.7",
    ";level=1",
    ";q=\xb2",
]
SOURCES = [
    f"{scheme}://{host}{path}"
    for scheme, host, path in product(
        ("http", "https", "javascript", "", "\x00", "HTTP"),
        HOSTS,
        ("", "/today", "/\\evil", "//evil", "/%00?%ff#\xff"),
    )
]
RANGES = [
    "bytes=0-",
    "bytes=-1",
    "bytes=9-1",
    "bytes=a-b",
    "bytes",
    "pages=1-2",
    "bytes=0-0," * 500,
    "bytes=" + "9" * 40 + "-",
]
DATES = [
    "Wed, 11 Mar 2026 20:00:00 GMT",
    "Wed, 99 Foo 9999",
    "0001-01-01",
    "Thu, 01 Jan 1970 00:00:00 -9999",
    'W/"x"',
    '"' * 100,
]
FORWARDED = [
    "203.0.113.5",
    "203.0.113.5, 10.0.0.1",
    "unknown",
    "_hidden",
    "::1",
    "[::1]:443",
    'for="[::1]";proto=https',
    "999.999.999.999",
    "10.0.0.1," * 500,
]


def made_up(random: Random, alphabet: str) -> str:
    return "".join(random.choices(alphabet, k=random.choice((1, 2, 3, 8, 30, 200))))


def several(name: str, *lists: list[str]) -> list[str]:
    """All that was thought of for a header, alike with and without a weight, and made-up ones until there are enough."""
    random = Random(name)
    thought_of = [each for values in (*lists, NO_TEXT) for each in values]
    alphabet = "".join(map(chr, range(256))) + "-,;=qQ.*/:@[]%" * 10
    found = list(dict.fromkeys(thought_of))
    while len(found) < SO_MANY:
        pair = random.sample(thought_of, 2)
        found.append(
            random.choice([",".join(pair), pair[0] + random.choice(WEIGHTS), made_up(random, alphabet)])
        )
    return found


HEADERS: dict[str, list[str]] = {
    "HTTP_ACCEPT_LANGUAGE": several(
        "language", TAGS, [tag + weight for tag in TAGS[:20] for weight in WEIGHTS]
    ),
    "HTTP_HOST": several(
        "host", HOSTS, [f"{host}:{port}" for host in HOSTS for port in ("", "80", "-1", "\xb2", "8" * 9)]
    ),
    "HTTP_REFERER": several("referer", SOURCES),
    "HTTP_ORIGIN": several("origin", SOURCES),
    "HTTP_ACCEPT": several("accept", MEDIA),
    "HTTP_ACCEPT_ENCODING": several(
        "encoding", MEDIA, [f"br{weight},gzip{other}" for weight in WEIGHTS for other in WEIGHTS]
    ),
    "HTTP_COOKIE": [],  # see `cookies`
    "HTTP_X_FORWARDED_HOST": several("forwarded host", HOSTS),
    "HTTP_X_FORWARDED_PROTO": several(
        "forwarded proto", ["http", "https", "https,http", "wss", "ftp", "HTTPS"], HOSTS
    ),
    "HTTP_X_FORWARDED_FOR": several("forwarded for", FORWARDED, HOSTS),
    "HTTP_FORWARDED": several("forwarded", FORWARDED),
    "HTTP_RANGE": several("range", RANGES),
    "HTTP_IF_NONE_MATCH": several("etag", DATES),
    "HTTP_IF_MODIFIED_SINCE": several("since", DATES),
    "HTTP_IF_RANGE": several("if range", DATES, RANGES),
    "HTTP_AUTHORIZATION": several(
        "authorization", ["Basic", "Basic \xff", "Basic YTpi", "Bearer x", "Digest a=b"]
    ),
    "HTTP_USER_AGENT": several("agent"),
    "HTTP_TEND_PART": several("part"),
    "HTTP_X_CSRFTOKEN": several("token"),
    "HTTP_SEC_FETCH_SITE": several("site", ["same-origin", "none", "cross-site"]),
    "HTTP_X_HTTP_METHOD_OVERRIDE": several("override", ["PUT", "DELETE"]),
    "CONTENT_TYPE": several("type", MEDIA),
}
