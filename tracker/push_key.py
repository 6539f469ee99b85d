"""The key by which browsers know whose notices they take, kept in a file that its owner alone may read.

It is in no backup and no export: whoever puts a backup back ends all log-ins, and with them all that was made with it.
"""

import os
from base64 import urlsafe_b64encode
from pathlib import Path

from tracker.domain.pushing import BYTES_OF_A_KEY, ORDER, is_push_key
from tracker.secret import SecretError
from tracker.whole import unless_there, whole_file


def stored_push_key(file: Path) -> str:
    """The key in a file that its owner alone may read, made when it is not there yet; raises `SecretError`."""
    if not file.exists():
        make_push_key(file)
    try:
        kept = file.read_text().strip()
    except UnicodeDecodeError:
        kept = ""
    if not is_push_key(kept):
        raise SecretError(
            f"The key for notices in {file} is not complete. Put it back from where you keep a copy, or delete the file: a "
            "new one is made then, and everybody who wants notices switches them on again."
        )
    return kept


def make_push_key(file: Path) -> None:
    """Make a key. Of two who do so at once, one counts."""
    with whole_file(file, named=unless_there) as new:
        new.write(drawn())


def drawn() -> bytes:
    """A key that nobody can guess."""
    number = 0
    while not 0 < number < ORDER:  # of random numbers not even one in four thousand million is none
        number = int.from_bytes(os.urandom(BYTES_OF_A_KEY))
    return urlsafe_b64encode(number.to_bytes(BYTES_OF_A_KEY)).rstrip(b"=")
