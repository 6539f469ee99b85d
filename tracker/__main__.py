"""`python -m tracker <command>`, which is what `./tend <command>` becomes."""

import os
import sys

from config import SettingError
from tracker.cli import tend
from tracker.database import DatabaseError
from tracker.help.places import PlacesError
from tracker.server import ServerError


def main() -> None:
    """Do what was asked. What whoever runs Tend can mend is said in words, without a trace."""
    os.umask(0o077)  # what is kept here is for nobody else on this machine
    try:
        tend(prog_name="./tend")
    except (SettingError, PlacesError) as error:
        stop(error, 2)
    except (DatabaseError, ServerError) as error:
        stop(error, 1)


def stop(error: Exception, code: int) -> None:
    print(error, file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
