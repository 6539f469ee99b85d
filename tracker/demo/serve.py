"""Serves the demo from a folder of its own, which is gone afterwards."""

from collections.abc import Mapping
from datetime import datetime
from tempfile import TemporaryDirectory

from config import Settings, settings_from
from tracker.app import create_app
from tracker.database import upgrade
from tracker.demo.build import ADDRESSES, PASSWORD, build
from tracker.extensions import db
from tracker.server.watch import serve
from tracker.starting import refuse, wrong_to_serve
from tracker.trends.keeping import keep_insights

KEPT = (
    *("TEND_HOST", "TEND_PORT", "TEND_PUBLIC_URL", "TEND_PROXY_COUNT", "TEND_CHANGES", "TEND_REGISTRATION"),
    *("TEND_LOG", "TEND_LOG_REQUESTS"),
)

GREETING = """\
Here is a Tend in which Ada and Ben have lived for half a year: {address}

  Log in as {ada} or {ben}
  Password  {password}

Change what you like: at the next start it is as it was. Stop it with Ctrl+C."""


def serve_demo(environment: Mapping[str, str], now: datetime) -> None:
    """Build the demo and serve it until told to stop."""
    with TemporaryDirectory(prefix="tend-demo-") as folder:
        settings = demo_settings(environment, folder)
        refuse(wrong_to_serve(settings))
        prepare(settings, now)
        words = {**ADDRESSES, "password": PASSWORD, "address": "{address}"}
        serve(settings, greeting=GREETING.format(**words))


def demo_settings(environment: Mapping[str, str], folder: str) -> Settings:
    """Where the demo listens is as set; what it keeps, and from whom, is its own."""
    as_set = {name: environment[name] for name in KEPT if name in environment}
    return settings_from({"TEND_DATA": folder, "TEND_REGISTRATION": "open", **as_set})


def prepare(settings: Settings, now: datetime) -> None:
    """Make the demo's database and fill it."""
    app = create_app(settings)
    upgrade(app)
    with app.app_context():
        build(app.extensions["passwords"].hashed(PASSWORD), now)
        keep_insights()
        db.engine.dispose()
