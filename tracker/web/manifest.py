"""What Tend says of itself to a system that puts it on a home screen: the same to everybody who reads a language.

It holds nothing of anybody, so it is made when Tend starts, and sent before anything looks at who asks. Where a household has
given its Tend another name or sign, nothing else in it tells what it is.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Flask, url_for
from werkzeug.wrappers import Response

from tracker.domain.texts import _
from tracker.extensions import READING
from tracker.web.headers import ALWAYS
from tracker.web.icons import ICONS_OF, ground
from tracker.web.language import LOCALES, locale_asked, locale_name, said

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = "/manifest.webmanifest"
KIND = "application/manifest+json"
AN_HOUR = "max-age=3600"  # so that another name is soon known, and a page seldom asks
# What one comes for, as a long press on the icon offers it.
SHORTCUTS = ((_("Today"), "today.show_now"), (_("Check-in"), "checkins.show_now"), (_("Wall"), "wall.show"))
# Pages of the demo, as some systems show them before Tend is put there.
SCREENS = ((_("Today"), "today"), (_("Garden"), "garden"))
SIZE_OF_SCREENS = "540x1110"

Asset = Callable[[str], str]


class Manifests:
    """Answers with the manifest in the reader's language. All else goes on to the application."""

    def __init__(self, app: "WSGIApplication", written: Mapping[str, bytes]) -> None:
        self.app, self.written = app, written

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO") != ADDRESS or environ["REQUEST_METHOD"] not in READING:
            return self.app(environ, start_response)
        language = locale_asked(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        headers = {**ALWAYS, "Cache-Control": AN_HOUR, "Vary": "Accept-Language"}
        return Response(self.written[language], headers=headers, content_type=KIND)(environ, start_response)


def serve_manifest(app: Flask, *, called: str, icon: str, as_ours: bool) -> None:
    """Write the manifest in each language, and serve it. The pages and the files that it names are there by then.

    Pages of the demo are shown only of a Tend that looks ``as_ours``, by its name and its sign.
    """
    asset: Asset = app.jinja_env.globals["asset"]  # type: ignore[assignment]
    written = {}
    for language in LOCALES:
        with app.test_request_context(headers={"Accept-Language": language.replace("_", "-")}):
            told = {**manifest(called, icon, asset), "screenshots": screenshots(asset) if as_ours else []}
            written[language] = json.dumps(told, ensure_ascii=False).encode()
    app.wsgi_app = Manifests(app.wsgi_app, written)  # type: ignore[method-assign]


def manifest(called: str, icon: str, asset: Asset) -> dict[str, Any]:
    """The manifest, in the language of the request, without pictures of pages."""
    return {
        "id": "/",
        "name": called,
        "short_name": called,
        "lang": locale_name().replace("_", "-"),
        "scope": "/",
        "start_url": url_for("today.show_now"),
        "display": "standalone",
        "background_color": ground().light,
        "theme_color": ground().light,
        "icons": [
            {
                "src": asset(f"icons/{each.file(icon)}"),
                "purpose": each.purpose,
                **picture(each.sizes),
            }
            for each in ICONS_OF
            if each.purpose
        ],
        "share_target": {
            "action": url_for("wall.take_shared"),
            "method": "POST",  # by GET the words would stand in an address
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "shared_title", "text": "shared_text", "url": "shared_address"},
        },
        "shortcuts": [{"name": said(name), "url": url_for(page)} for name, page in SHORTCUTS],
    }


def screenshots(asset: Asset) -> list[dict[str, str]]:
    return [
        {
            "src": asset(f"screens/{file}.png"),
            "form_factor": "narrow",
            "label": said(name),
            **picture(SIZE_OF_SCREENS),
        }
        for name, file in SCREENS
    ]


def picture(sizes: str) -> dict[str, str]:
    return {"sizes": sizes, "type": "image/png"}
