"""The Tend that a command finds here: its settings, its database, its secret."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from config import Settings, read_settings
from tracker.app import create_app
from tracker.database import upgrade
from tracker.extensions import db
from tracker.log import set_up
from tracker.presence import present
from tracker.refusing import StartError
from tracker.starting import file_of, ready_settings


def settings_of_a_tend() -> Settings:
    """The settings in the environment, where there is a Tend already; a folder named by mistake is not made into one."""
    file = file_of(read_settings(os.environ))
    if file is not None and not file.exists():
        raise StartError(
            f"There is no Tend in {file.parent} yet. TEND_DATA should name the folder that it lies in."
        )
    return settings_here()


@contextmanager
def database_of(settings: Settings) -> Iterator[None]:
    """The database, brought up to date, for as long as a command needs it."""
    app = create_app(settings)
    with present(settings), app.app_context():
        upgrade(app)
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def settings_here() -> Settings:
    """The settings in the environment, once nothing is wrong with them and with what Tend stands on."""
    settings = ready_settings(os.environ)
    set_up(settings)
    return settings


def whereabouts_of_secret(settings: Settings) -> str:
    """Where the secret is, which no backup holds."""
    if os.environ.get("TEND_SECRET_KEY", "").strip():
        return "It is the one that TEND_SECRET_KEY holds."
    return f"It is {settings.data / 'secret'}"
