"""The commands for whoever runs Tend: thin, each says what it does and hands over."""

import os
import sys
import tomllib
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import make_url

from config import ROOT, Settings
from tracker.backups.account import account_of
from tracker.backups.daily import back_up, list_taken_back
from tracker.backups.package import BackupError
from tracker.backups.restoring import restore
from tracker.backups.writing import back_up_into, back_up_to
from tracker.bench.against import HERE, compare, tree_of
from tracker.bench.client import Effort
from tracker.bench.parts import PARTS
from tracker.bench.table import lines_against
from tracker.checking import tables, times
from tracker.checking.rules import Breach, findings, mend
from tracker.chores import work_until_told
from tracker.cli_people import COMMANDS
from tracker.demo.serve import serve_demo
from tracker.extensions import db
from tracker.habits.settling import rebuild
from tracker.here import database_of, settings_here, settings_of_a_tend, whereabouts_of_secret
from tracker.log import set_up
from tracker.mails.sending import send_all
from tracker.server.watch import serve
from tracker.starting import settings_to_restore, settings_to_serve
from tracker.web.causes import words_for
from tracker.web.clock import now

ALL_RULES = (*tables.RULES, *times.RULES)


def say_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
    """Say which Tend this is, as `pyproject.toml` names it, and do nothing else."""
    if wanted:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
        click.echo(f"Tend {project['version']}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=say_version,
    help="Say which Tend this is.",
)
def tend() -> None:
    """Tend grows small daily habits for two people who share a life, on a server of your own."""


for each in COMMANDS:
    tend.add_command(each)


@tend.command()
def run() -> None:
    """Start Tend. The first time it makes its folder, its secret and its database."""
    serve(settings_to_serve(os.environ))


@tend.command()
def work() -> None:
    """Do the work by the clock alone, without pages: mails, reminders, backups, sweeping.

    A running Tend does it by itself. This is for several machines that share a database: then all of them want the same
    TEND_SECRET_KEY, TEND_PUSH_KEY and TEND_PUBLIC_URL. Of those that share a data folder, one works at a time.
    """
    with database_of(settings_here()):
        db.session.remove()
        click.echo("Tend works by the clock. Ctrl-C ends that.")
        work_until_told(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - its one way


@tend.command()
def demo() -> None:
    """Try Tend with two people and half a year already lived.

    It all goes into a folder that is new at each start and gone afterwards. Your own Tend is not touched.
    """
    serve_demo(os.environ, now())


@tend.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--against", default="", metavar="REV", help="Compare with another commit, in one run.")
def bench(parts: tuple[str, ...], against: str) -> None:
    """Measure what pages cost beside the least that a page can cost, and what becomes of that in ten years and with others.

    Without PARTS all of it, which takes some minutes.
    """
    if against:
        with tree_of(against) as there:
            found = lines_against(against, compare(HERE, there))
    else:
        found = (line for part in parts or PARTS for line in ("", *PARTS[part](Effort(), now())))
    for line in found:
        click.echo(line)


@tend.command()
def settings() -> None:
    """List everything that can be set in the environment, and how it is set now."""
    for each in fields(Settings):
        name, default = each.metadata["name"], each.metadata["default"]
        click.echo(f"{name} = {shown(each, os.environ.get(name, '').strip() or default)}")
        click.echo(f"    {each.metadata['help']}")
        click.echo(f"    Default: {default or 'unset'}.\n")


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
        click.echo(f"Folded again: {folded.count}. Put right: {folded.changed_count}.")


@tend.command("send-mails")
def send_mails() -> None:
    """Send the mails that are due, once. A running Tend does this by itself."""
    here = settings_here()
    if not here.sends_mail:
        raise click.ClickException("No mail server is set. TEND_SMTP_HOST names one.")
    with database_of(here):
        click.echo(f"Sent: {send_all(here, now())}.")


@tend.command()
@click.argument("file", required=False, default="", metavar="[FILE|-]")
def backup(file: str) -> None:
    """Make a backup while Tend runs: in FILE, on standard output with -, else in the folder for backups.

    The secret is not in it; without it only log-ins and links end, and they end with every restore.
    Any backup in the folder for them goes after a month, so that what people delete is gone in the end.
    """
    here = settings_of_a_tend()
    if file == "-":
        back_up_to_output(here)
        return
    path = Path(file).absolute() if file else None
    with database_of(here):
        list_taken_back(here)
        if path is None:
            path = back_up(here, now())
        else:
            back_up_to(path, here.database_url, now())
    click.echo(f"The backup is in {path}")
    click.echo(f"The secret is not in it. {whereabouts_of_secret(here)}")


def back_up_to_output(settings: Settings) -> None:
    """Write a backup to standard output, for a program that takes it elsewhere."""
    try:
        back_up_into(sys.stdout.buffer, settings.database_url, now())
        sys.stdout.buffer.flush()
    except OSError as error:
        # What Python still holds would be written at its end, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise BackupError(f"The backup could not be written: {words_for(error)}.") from error


@tend.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--nothing-since",
    is_flag=True,
    help="Nobody has used Tend since, as when you move it: then everybody keeps their password.",
)
def put_back(file: Path, *, nothing_since: bool) -> None:
    """Put the backup in FILE back. Tend must not be running.

    What people have taken back since stays taken back, by the list beside the backup. All log-ins,
    invitations and links end. What was there before is kept for a month.
    """
    here = settings_to_restore(os.environ)
    set_up(here)
    done = restore(file, here, now(), nothing_since=nothing_since)
    for line in account_of(done):
        click.echo(line)


@tend.command()
@click.option("--mend", "mends", is_flag=True, help="Mend what can be mended, after a backup.")
def check(*, mends: bool) -> None:
    """Look whether all that Tend keeps is as it must be, and say what is not, by numbers alone."""
    here = settings_of_a_tend()
    with database_of(here):
        found = list(findings(ALL_RULES, now()))
        if not found:
            click.echo(f"All is as it must be: {len(ALL_RULES)} rules hold.")
            return
        for each in found:
            click.echo(f"{each.sentence} {outlook(each)}")
        if mends:
            click.echo(f"The backup from before is in {back_up(here, now())}")
            mend(found, now())
            found = list(findings(ALL_RULES, now()))
            click.echo(f"Mended. Still not as they must be: {len(found)}.")
    if found:
        raise SystemExit(1)


def outlook(finding: Breach) -> str:
    """Whether something can be mended, and how."""
    if finding.rule.mend is None:
        return "Somebody has to look at this."
    return f"./tend check --mend would {finding.rule.mended}."


def shown(setting: Field[Any], value: str) -> str:
    """A setting as it may be shown to whoever looks over a shoulder."""
    if not value:
        return "(unset)"
    if setting.name == "database_url":
        return make_url(value).render_as_string(hide_password=True)
    return "(set, not shown)" if setting.metadata["hidden"] else value
