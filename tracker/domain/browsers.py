"""What a browser and its system are called, so that somebody can tell their log-ins apart; nothing more is kept of them.

A browser says much of itself and claims to be others too: what is looked for first, tells best.
"""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_of(said: str) -> str:
    """The browser's name, by what it says of itself; nothing for one that nobody knows.

    >>> browser_of("Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0")
    'Firefox'
    """
    return next((name for mark, name in BROWSERS if mark in said), "")


def system_of(said: str) -> str:
    """The name of the system that a browser runs on, likewise.

    >>> system_of("Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0")
    'Android'
    """
    return next((name for mark, name in SYSTEMS if mark in said), "")
