"""The commands for whoever runs Tend: thin, each says what it does and hands over."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import Field, fields
from typing import Any

import click
from sqlalchemy import make_url

from config import Settings
from tracker.accounts.queries import person_called
from tracker.app import create_app
from tracker.bench.client import Effort
from tracker.bench.measure import measure
from tracker.bench.table import lines
from tracker.database import upgrade
from tracker.demo.serve import serve_demo
from tracker.extensions import db
from tracker.habits.settling import rebuild
from tracker.log import set_up
from tracker.mails import reset_link, send_all
from tracker.server.watch import serve
from tracker.starting import ready_settings, settings_to_serve
from tracker.web.clock import now


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def tend() -> None:
    """Tend grows small daily habits for two people who share a life, on a server of your own."""


@tend.command()
def run() -> None:
    """Start Tend. The first time it makes its folder, its secret and its database."""
    serve(settings_to_serve(os.environ))


@tend.command()
def demo() -> None:
    """Try Tend with two people and half a year already lived.

    It all goes into a folder that is new at each start and gone afterwards. Your own Tend is not touched.
    """
    serve_demo(os.environ, now())


@tend.command()
def bench() -> None:
    """Measure the pages of the demo against the least that a page can cost. It takes less than a minute."""
    for line in lines(measure(Effort(), now())):
        click.echo(line)


@tend.command()
def settings() -> None:
    """List everything that can be set in the environment, and how it is set now."""
    for each in fields(Settings):
        name, default = each.metadata["name"], each.metadata["default"]
        click.echo(f"{name} = {shown(each, os.environ.get(name, '').strip() or default)}")
        click.echo(f"    {each.metadata['help']}")
        click.echo(f"    Default: {default or 'unset'}.\n")


@tend.command("reset-link")
@click.argument("address")
def print_reset_link(address: str) -> None:
    """Print a link with which the owner of ADDRESS can choose a new password. It is good for an hour."""
    here = settings_here()
    with database_of(here):
        person = person_called(address.strip())
        if person is None:
            raise click.ClickException(f"Nobody here has the address {address}.")
        click.echo(reset_link(person, here))


@tend.command()
def migrate() -> None:
    """Bring the database up to date. Starting Tend does this as well."""
    with database_of(settings_here()):
        click.echo("The database is up to date.")


@tend.command("rebuild")
def rebuild_states() -> None:
    """Fold every streak and strength again from its first day, and say how many were not as they should be.

    Tend keeps them up to date by itself. This is to be sure, after the database was changed by other means.
    """
    with database_of(settings_here()):
        folded = rebuild(now())
        db.session.commit()
        click.echo(
            f"Folded again: {folded.count}. Not as they should be, and now they are: {folded.changed_count}."
        )


@tend.command("send-mails")
def send_mails() -> None:
    """Send the mails that are due, once. A running Tend does this by itself."""
    here = settings_here()
    if not here.sends_mail:
        raise click.ClickException("No mail server is set. TEND_SMTP_HOST names one.")
    with database_of(here):
        click.echo(f"Sent: {send_all(here, now())}.")


@contextmanager
def database_of(settings: Settings) -> Iterator[None]:
    """The database, brought up to date, for as long as a command needs it."""
    app = create_app(settings)
    upgrade(app)
    with app.app_context():
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


def shown(setting: Field[Any], value: str) -> str:
    """A setting as it may be shown to whoever looks over a shoulder."""
    if not value:
        return "(unset)"
    if setting.name == "database_url":
        return make_url(value).render_as_string(hide_password=True)
    return "(set, not shown)" if setting.metadata["hidden"] else value
