"""What a cookie holds that nobody thought of: some of it signed by us, as if we had once written it."""

from itertools import product
from random import Random

from itsdangerous import URLSafeTimedSerializer

from tests.house.odd import NO_TEXT

OF_OTHERS = ("tend", "remember_token", "session", "", "$Version")


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
        *(f"{name}={value}" for name, value in product(OF_OTHERS, NO_TEXT)),
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
