"""Says what a restore has come to, in sentences for whoever runs Tend."""

from collections.abc import Iterator

from tracker.backups.restoring import Restored


def account_of(done: Restored) -> Iterator[str]:
    """What a restore has come to, in sentences."""
    yield f"Tend is as it was on {done.made_at:%d %B %Y at %H:%M} UTC."
    if done.taken_back_count:
        yield f"What was taken back since is taken back again: {done.taken_back_count}."
    yield "All log-ins, invitations, calendar addresses and links have ended."
    if not done.whole:
        yield (
            f"{end_of_list(done)}, and it cannot be known whether more was taken back after that. So everybody chooses a new password: by the link that "
            "Tend sends them, or by ./tend reset-link."
        )
    if done.unconfirmed_count:
        yield (
            f"People who have not confirmed their address: {done.unconfirmed_count}. No link can be mailed to them; for whoever of them "
            "asks, ./tend reset-link ADDRESS prints one."
        )
    if done.before:
        yield f"{done.before} for thirty days."


def end_of_list(done: Restored) -> str:
    return (
        f"The list of what was taken back ends {done.last_at}"
        if done.last_at
        else "Nothing tells what was taken back"
    )
