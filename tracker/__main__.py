"""`python -m tracker <command>`, which is what `./tend <command>` becomes."""

import os
import sys
from importlib import import_module

from config import StartError, settings_here
from tracker.server.watch import serve


def main(words: list[str]) -> None:
    """Do what was asked. What whoever runs Tend can mend is said in words, without a trace."""
    os.umask(0o077)  # what is kept here is for nobody else on this machine
    try:
        if words == ["run"]:
            serve(settings_here())  # nothing else is loaded here: this process lives as long as Tend runs
        else:
            import_module("tracker.cli").tend(words, prog_name="./tend")
    except StartError as error:
        print(error, file=sys.stderr)
        sys.exit(error.code)


if __name__ == "__main__":
    main(sys.argv[1:])
