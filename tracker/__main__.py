"""`python -m tracker <command>`, which is what `./tend <command>` becomes."""

import os
import subprocess
import sys
from importlib import import_module

from config import settings_from
from tracker.refusing import StartError
from tracker.server.watch import serve
from tracker.web.causes import cause_of


def main() -> None:
    """Do what was asked. What whoever runs Tend can mend is said in words, without a trace."""
    words = sys.argv[1:]
    os.umask(0o077)  # what is kept here is for nobody else on this machine
    try:
        if words == ["run"]:
            run()
        else:
            import_module("tracker.cli").tend(words, prog_name="./tend")
    except StartError as error:
        stop(error, error.code)
    except Exception as error:  # noqa: BLE001
        stop(f"Tend could not go on: {cause_of(error).words}.", 1)


def run() -> None:
    """Serve. Nothing that only the start needs is loaded here: this process lives as long as Tend runs."""
    looked = subprocess.run([sys.executable, "-m", "tracker.starting"], check=False)
    if looked.returncode:
        sys.exit(looked.returncode)
    serve(settings_from(os.environ))


def stop(error: Exception | str, code: int) -> None:
    print(error, file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
