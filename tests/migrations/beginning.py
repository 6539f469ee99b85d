"""Several processes that begin to bring one database up to date in the same moment, each with Tend loaded.

Each says what it has to say into a file of its own, which follow ``python -m tests.migrations.beginning``.
"""

import os
import sys

from tests.operations.loaded import OUTPUTS, Command, do, load


def begin(files: list[str]) -> None:
    """Fork for each file, and wait for all; in each child, do the command."""
    children = []
    for name in files:
        child = os.fork()
        if child == 0:
            speak_into(name)
            do(Command(["migrate"], dict(os.environ)))
            return
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def speak_into(name: str) -> None:
    file = os.open(name, os.O_WRONLY | os.O_CREAT, 0o600)
    for output in OUTPUTS:
        os.dup2(file, output)
    os.close(file)


if __name__ == "__main__":
    load()
    begin(sys.argv[1:])
