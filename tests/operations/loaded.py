"""A process that has Tend loaded, as every command loads it first, and forks one for each command that it is handed.

To load takes ten times as long as most commands do. What starts of itself, and so shows that it does, is not done here.
"""

import gc
import os
import pickle
import socket
import sys
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess, Popen
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

from config import ROOT
from tracker.__main__ import main
from tracker.app import CAPABILITIES

OUTPUTS = (1, 2)


@dataclass(frozen=True)
class Command:
    """What follows ``python -m tracker``, the whole environment, and lines of Python that come first."""

    words: list[str]
    environment: dict[str, str]
    before: str = ""
    goes_on: bool = False  # nobody waits for its end


class Loaded:
    """Hands commands over, one after the other, and gives back what they said."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self.process = Popen(
                [sys.executable, "-m", "tests.operations.loaded"], cwd=ROOT, stdin=theirs.fileno(), env={}
            )

    def close(self) -> None:
        self.ours.close()
        self.process.wait()

    def done(self, command: Command) -> CompletedProcess[str]:
        """A command that has run to its end."""
        with TemporaryFile() as out, TemporaryFile() as errors:
            with self.turn:
                socket.send_fds(self.ours, [pickle.dumps(command)], [out.fileno(), errors.fileno()])
                code = int(self.ours.recv(64))
            return CompletedProcess(command.words, code, text_in(out), text_in(errors))

    def begun(self, command: Command) -> int:
        """The id of a process that goes on with a command until somebody ends it; nobody hears what it says."""
        with Path(os.devnull).open("wb") as nowhere, self.turn:
            going_on = replace(command, goes_on=True)
            socket.send_fds(self.ours, [pickle.dumps(going_on)], [nowhere.fileno(), nowhere.fileno()])
            return int(self.ours.recv(64))


def text_in(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def load() -> None:
    """Load whatever any command does, and keep it out of what is looked through for what could go."""
    for name in ("cli", *(f"{each}.views" for each in CAPABILITIES)):
        import_module(f"tracker.{name}")
    gc.freeze()


def raised() -> Command | None:
    """Hear of commands and fork. Returns in each child what it is to do, and here nothing at the end."""
    with socket.socket(fileno=os.dup(0)) as caller:
        while True:
            asked, files, _flags, _address = socket.recv_fds(caller, 2**20, len(OUTPUTS))
            if not asked:
                return None
            command: Command = pickle.loads(asked)
            child = os.fork()
            if child == 0:
                speak_into(files)
                return command
            for each in files:
                os.close(each)
            said = child if command.goes_on else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            caller.sendall(str(said).encode())


def speak_into(files: list[int]) -> None:
    """Let a child hear nothing, and speak where it should."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for at, file in zip((0, *OUTPUTS), (nothing, *files), strict=True):
        os.dup2(file, at)
        os.close(file)


def do(command: Command) -> None:
    """Do it as `python -m tracker` would."""
    os.environ.clear()
    os.environ.update(command.environment)
    sys.argv = [str(ROOT / "tracker" / "__main__.py"), *command.words]
    exec(command.before, {})
    main()


if __name__ == "__main__":
    load()
    if own := raised():
        do(own)
