"""The commands about people, for whoever runs Tend: they say addresses, and nothing of what anybody has written."""

import click

from tracker.accounts.actions import admit, tell_of_link
from tracker.accounts.queries import person_called, unconfirmed_called
from tracker.extensions import db
from tracker.here import database_of, settings_here
from tracker.mails.sending import address_of, reset_link
from tracker.web.clock import now


@click.command("reset-link")
@click.argument("address")
@click.option(
    "--name", default="", help="Of several who have named ADDRESS without confirming it, who is meant."
)
def print_reset_link(address: str, name: str) -> None:
    """Print a link to choose a new password for ADDRESS, good for an hour. Its owner is told of it for 90 days.

    It is also for whoever has not confirmed an address, to which no link can come by mail.
    """
    here = settings_here()
    with database_of(here):
        confirmed = person_called(address.strip())
        found = [confirmed] if confirmed else unconfirmed_called(address.strip(), name)
        if not found:
            raise click.ClickException(f"Nobody here has the address {address}.")
        if len(found) > 1:
            names = ", ".join(f'"{each.name}"' for each in found)
            raise click.ClickException(
                f"{len(found)} have named the address {address}, and none has confirmed it: {names}. Say who is meant with --name."
            )
        link = reset_link(found[0], here)
        tell_of_link(found[0], now=now())
        db.session.commit()
        click.echo(link)


@click.command("invite")
def let_in() -> None:
    """Print a link by which one person can make an account, whatever TEND_REGISTRATION says: once, within a week."""
    here = settings_here()
    with database_of(here):
        link = address_of(
            here, "registering.register_by_admission", token=admit(secret=here.secret_key, now=now())
        )
        db.session.commit()
        click.echo(link)
