"""The commands about people, for whoever runs Tend: they say addresses, and nothing of what anybody has written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from config import Settings
from tracker.accounts.actions import admit, close_account, open_account, tell_of_link
from tracker.accounts.keyring import end_log_ins
from tracker.accounts.queries import everybody, person_called, unconfirmed_called
from tracker.domain.people import NOTICE, long_gone, shut
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.factors.actions import lose
from tracker.here import database_of, settings_here, settings_of_a_tend
from tracker.mails.letters import address_of, reset_link
from tracker.models import Person
from tracker.web.clock import now

Command = Callable[..., Any]


def about_somebody(command: Command) -> Command:
    """A command that names somebody by their address, and of several by their name."""
    which = click.option(
        "--name", default="", help="Who is meant, where several have given ADDRESS and none has confirmed it."
    )
    return click.argument("address")(which(command))


@contextmanager
def somebody(address: str, name: str) -> Iterator[tuple[Person, Settings]]:
    """Who has an address, and the settings here; what is done with them is kept. Raises `ClickException` where nobody has it."""
    here = settings_here()
    with database_of(here):
        yield the_one(address.strip(), name), here
        db.session.commit()


def the_one(address: str, name: str) -> Person:
    confirmed = person_called(address)
    found = [confirmed] if confirmed else unconfirmed_called(address, name)
    if not found:
        raise click.ClickException(f"Nobody here has the address {address}.")
    if len(found) > 1:
        names = ", ".join(f'"{each.name}"' for each in found)
        raise click.ClickException(
            f"{len(found)} have named the address {address}, and none has confirmed it: {names}. Say who is meant with --name."
        )
    return found[0]


@click.command("people")
def list_people() -> None:
    """List who has an account: the address, and whether it was not used for a year."""
    with database_of(settings_of_a_tend()):
        for person in everybody():
            click.echo(", ".join((person.email, *remarks(person, now()))))


def remarks(person: Person, at: datetime) -> Iterator[str]:
    """What whoever runs Tend should know of an account; never what is in it, or when it was used."""
    if person.confirmed_at is None:
        yield f'not confirmed, "{person.name}"'
    if long_gone(person.used_in, at):
        yield "not used for a year"
    if person.disabled_at:
        end = (person.disabled_at + NOTICE).date()
        if person.to_be_deleted:
            yield f"to be deleted on {end}"
        else:
            yield "shut" if shut(person.disabled_at, at) else f"closed, shut on {end}"


@click.command("reset-link")
@about_somebody
def print_reset_link(address: str, name: str) -> None:
    """Print a link to choose a new password for ADDRESS, good for an hour. Its owner is told of it for 90 days.

    It is also for whoever has not confirmed an address, to which no link can come by mail.
    """
    with somebody(address, name) as (person, here):
        link = reset_link(person, here)
        tell_of_link(person, now=now())
        click.echo(link)


@click.command("invite")
def let_in() -> None:
    """Print a link by which one person can make an account, whatever TEND_REGISTRATION says: once, within a week."""
    here = settings_here()
    with database_of(here):
        token = admit(secret=here.secret_key, now=now())
        db.session.commit()
        click.echo(address_of(here, "registering.register_by_admission", token=token))


@click.command("log-out")
@about_somebody
def log_out(address: str, name: str) -> None:
    """End all log-ins of ADDRESS, as when a phone was lost. The password stays."""
    with somebody(address, name) as (person, _here):
        count = end_log_ins(person, now())
    click.echo(f"Ended: {count}.")


@click.command("take-off-codes")
@about_somebody
def take_off_codes(address: str, name: str) -> None:
    """Ask ADDRESS for no code any more in seven days, as when the app for it was lost.

    Until then it is told wherever they are logged in, and can be stopped there.
    """
    with somebody(address, name) as (person, _here):
        try:
            ends_at = lose(person, now=now())
        except Refused as no:
            raise click.ClickException(no.sentence) from no
        click.echo(
            f"From {ends_at.date()} on no code is asked for, unless somebody who is logged in there stops it."
        )


@click.command("disable")
@about_somebody
def disable(address: str, name: str) -> None:
    """Close the account of ADDRESS. For thirty days its owner can read, download everything and leave; then it is shut."""
    with somebody(address, name) as (person, _here):
        close_account(person, to_be_deleted=False, now=now())
        click.echo(closing(person, "It is shut"))


@click.command("delete")
@about_somebody
def delete(address: str, name: str) -> None:
    """Delete the account of ADDRESS, thirty days from now. Until then its owner can read, download everything and leave."""
    with somebody(address, name) as (person, _here):
        close_account(person, to_be_deleted=True, now=now())
        click.echo(closing(person, "It is deleted"))


def closing(person: Person, what: str) -> str:
    assert person.disabled_at, "it has just been closed"
    return f"{what} on {(person.disabled_at + NOTICE).date()}. ./tend enable takes that back."


@click.command("enable")
@about_somebody
def enable(address: str, name: str) -> None:
    """Open the account of ADDRESS again, which was closed or is to be deleted."""
    with somebody(address, name) as (person, _here):
        open_account(person, now=now())
    click.echo("It is open.")


COMMANDS = (list_people, let_in, print_reset_link, log_out, take_off_codes, disable, delete, enable)
