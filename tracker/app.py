"""Puts the parts of Tend together; nothing else does."""

import os
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, SettingError, Settings, settings_from
from tracker.accounts.passwords import Passwords
from tracker.belonging import BELONGINGS, Declared
from tracker.domain.places import Place
from tracker.extensions import babel, compress, csrf, db
from tracker.factors.views import second_step
from tracker.folding import opened
from tracker.help.places import PlacesError, places_from
from tracker.live.unchanged import Looks, stamp_of
from tracker.passkeys.views import whose_passkey
from tracker.pushing.outside import Outside
from tracker.readiness import Readiness
from tracker.readings import ICONS, OUR_NAME, OUR_SIGN
from tracker.statements import CompiledStatements
from tracker.web.addresses import know_addresses
from tracker.web.apology import make_apology
from tracker.web.assets import serve_assets
from tracker.web.bodies import HALF_A_MEGABYTE, let_files_through
from tracker.web.errors import answer_errors
from tracker.web.filters import teach_templates
from tracker.web.headers import send_headers
from tracker.web.hosts import know_hosts
from tracker.web.icons import ground
from tracker.web.keeping import tell_whose
from tracker.web.language import preferred_locale, speak
from tracker.web.leading import tell_ways
from tracker.web.locking import lock_pages
from tracker.web.manifest import serve_manifest
from tracker.web.nearness import teach_nearness
from tracker.web.notice import answer_closed
from tracker.web.pace import limit_pace
from tracker.web.proof import know_ways
from tracker.web.requests import ReadableRequest
from tracker.web.session import know_people
from tracker.web.steady import Guard, Steady
from tracker.web.templates import Templates, be_ready
from tracker.web.tight import pack_tightly
from tracker.web.worker import serve_worker

CAPABILITIES = (
    "accounts",
    "registering",
    "confirming",
    "factors",
    "passkeys",
    "pushing",
    "tidings",
    "nudges",
    "habits",
    "covers",
    "milestones",
    "pauses",
    "history",
    "checkins",
    "reminders",
    "trends",
    "wall",
    "sending",
    "jar",
    "talk",
    "reflections",
    "ideas",
    "remembered",
    "dates",
    "help",
    "appointments",
    "summaries",
    "calendars",
    "spaces",
    "joining",
    "us",
    "garden",
    "today",
    "guide",
    "exports",
    "imports",
    "settings",
    "security",
    "installing",
    "exit",
    "ways",
    "live",
    "health",
)

__all__ = ["BELONGINGS", "CAPABILITIES", "create_app"]


def declared() -> Iterator[Declared]:
    """What the capabilities say of the tables that they keep, in their order."""
    for name in CAPABILITIES:
        if find_spec(f"tracker.{name}.belongings"):
            yield from import_module(f"tracker.{name}.belongings").BELONGINGS


BELONGINGS.collect(declared())

SECONDS_FOR_A_SERVER = 3
# How long a database server may take to let us in, in seconds, and to say that it got something, in milliseconds.
BOUNDS_OF_A_CONNECTION = {"connect_timeout": SECONDS_FOR_A_SERVER, "tcp_user_timeout": 2500}


def create_app(settings: Settings | None = None) -> Flask:
    """The application with these settings, or with those of the environment, whole before anybody asks it."""
    settings = settings or settings_from(os.environ)
    app = Steady("tracker", root_path=str(ROOT), static_folder=None)
    app.config.from_mapping(flask_config(settings))
    app.request_class = ReadableRequest
    app.jinja_environment = Templates
    know_hosts(app, settings.origins)
    believe_proxies(app, settings.proxy_count)
    limit_pace(app, settings.changes)
    bind_extensions(app)
    app.extensions["passwords"] = Passwords(settings.password_cost, settings.common_passwords_file)
    app.extensions.update(places=places_of(settings), outside=Outside())
    send_headers(app)
    know_addresses(app)
    let_files_through(app)
    know_people(app, opened)
    keep_back(app)
    let_pages_speak(app)
    answer_errors(app)
    for name in CAPABILITIES:
        app.register_blueprint(import_module(f"tracker.{name}.views").bp)
    give_a_face(app, settings)
    configure_mappers()
    be_ready(app)
    app.extensions["belongings"] = BELONGINGS
    app.extensions["readiness"] = Readiness(settings)
    app.extensions["apology"] = make_apology(app, settings.public_url)
    app.wsgi_app = Guard(app, lines=settings.log_requests)  # type: ignore[method-assign]
    return app


def keep_back(app: Flask) -> None:
    """Keep from whoever asks by a locked log-in what pages show, and from whoever was given notice what changes something."""
    lock_pages(app)
    know_ways(app, whose_passkey, second_step)
    answer_closed(app)


def let_pages_speak(app: Flask) -> None:
    """Give pages what they say, and how they write it; scripts, where an answer leads; and workers, whose browser it is."""
    teach_templates(app)
    teach_nearness(app)
    speak(app)
    tell_ways(app)
    tell_whose(app)


def give_a_face(app: Flask, settings: Settings) -> None:
    """The files that pages are made of; what this Tend is called where somebody could glance at it, and the picture there."""
    serve_assets(app, ROOT / "static", settings.data / "static")
    as_ours = (settings.called, settings.icon) == (OUR_NAME, OUR_SIGN)
    asset: Callable[[str], str] = app.jinja_env.globals["asset"]  # type: ignore[assignment]
    app.jinja_env.globals.update(
        tends_name=settings.called,
        tends_sign=ICONS[settings.icon],
        tab_icon=asset("sprite.svg" if settings.icon == OUR_SIGN else f"icons/{settings.icon}.svg"),
        apple_icon=asset(f"icons/{settings.icon}-apple.png"),
        ground=ground(),
        as_ours=as_ours,
    )
    serve_manifest(app, called=settings.called, icon=settings.icon, as_ours=as_ours)
    serve_worker(app, ROOT / "static", icon=settings.icon)


def bind_extensions(app: Flask) -> None:
    """Let what is made once in `extensions` serve this application."""
    db.init_app(app)
    with app.app_context():
        app.extensions["looks"] = Looks(stamp_of(db.engine))
    csrf.init_app(app)
    babel.init_app(app, locale_selector=preferred_locale)
    compress.init_app(app)
    pack_tightly(app)


def believe_proxies(app: Flask, count: int) -> None:
    """Take what so many proxies before us say of who asks, and of how."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def places_of(settings: Settings) -> tuple[Place, ...]:
    """The places to turn to; raises `SettingError` where the file of them cannot be used."""
    try:
        return places_from(settings.places_file)
    except PlacesError as error:
        raise SettingError(str(error)) from error


def flask_config(settings: Settings) -> Mapping[str, object]:
    """Our settings as Flask and its extensions name them."""
    return {
        "TEND": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": "tend",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": 31536000,
        "MAX_CONTENT_LENGTH": HALF_A_MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": HALF_A_MEGABYTE,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_I18N_ENABLED": False,  # what forms say is ours; read anew for each request, its catalogue cost the wall 3 %
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "COMPRESS_MIMETYPES": ["text/html"],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 3,
        "COMPRESS_STREAMS": False,
        "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,  # a page is never kept, so there is nothing to compare with
    }


def engine_options(database_url: str) -> Mapping[str, object]:
    """No words of people's in errors; statements found quickly; one connection for each thread of the server."""
    options: dict[str, object] = {
        "hide_parameters": True,
        "execution_options": {"compiled_cache": CompiledStatements()},
    }
    if database_url.startswith("sqlite"):
        options["connect_args"] = {"isolation_level": None}
    else:
        options |= {"pool_pre_ping": True, "pool_timeout": SECONDS_FOR_A_SERVER}
        # What the address itself says counts.
        options["connect_args"] = {
            name: most for name, most in BOUNDS_OF_A_CONNECTION.items() if name not in database_url
        }
    return options
