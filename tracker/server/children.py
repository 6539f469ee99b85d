"""The processes below the one that watches, as that sees them: started, heard, told to end.

Each says once how its start went, and holds the pipe for its word open as long as it lives: so the end of the
pipe is its end, whoever its parent is.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace

from config import Settings

SECONDS_FOR_AN_ANSWER = 10.0
UNSEEN = "unseen"
UNBORN = "there was no room for it"

# The system's library else keeps free memory for each thread apart: a worker that has served pages and done its chores
# takes 122 MB then, and so 106.
IN_ONE_PLACE = {"MALLOC_ARENA_MAX": "1"}


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is to do, as it reads it from its input: who serves what, on which open files."""

    settings: Settings
    application: str
    first: bool
    listener: int = -1
    word: int = -1


class Child:
    """A process below this one. ``how`` it has ended stands there once it is closed."""

    name = "a worker"

    def __init__(self, word: int) -> None:
        self.word = word
        self.said: dict[str, object] = {}
        self.ended = False
        self.how = UNSEEN

    def receive(self) -> None:
        """Take what it says of its start, that it is ready or what is wrong; or its end."""
        line = os.read(self.word, 65536)
        if line:
            self.said = json.loads(line)
        else:
            self.ended = True

    @property
    def ready(self) -> bool:
        """Whether it has said that it can do its work."""
        return self.said.get("ready") is True

    def tell(self, number: int) -> None:
        """Send it a signal."""
        raise NotImplementedError

    def close(self) -> None:
        """Close what was open for it, once it has ended or been told to end at once."""
        os.close(self.word)


class Started(Child):
    """A process that this one has started. Its input stays open as long as this one lives, and so it learns of the end."""

    def __init__(self, module: str, work: Work) -> None:
        ours, word = os.pipe()
        super().__init__(ours)
        self.line, line = socket.socketpair()
        files = [each for each in (work.listener, word) if each != -1]
        try:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", module],
                stdin=line.fileno(),
                pass_fds=files,
                env={**IN_ONE_PLACE, **os.environ},
            )
        finally:
            os.close(word)
            line.close()
        with suppress(OSError):  # it has ended already, which is noticed elsewhere
            self.line.sendall(pickle.dumps(replace(work, word=word)))

    def tell(self, number: int) -> None:
        """Send it a signal, if it still lives."""
        self.process.send_signal(number)

    def close(self) -> None:
        """See how it has ended."""
        super().close()
        self.line.close()
        self.how = how(self.process.wait())


class Nursery(Started):
    """A process that makes the application once and forks a worker whenever it is asked to: see `tracker.server.nursery`."""

    name = "the nursery of the workers"

    def __init__(self, work: Work) -> None:
        super().__init__("tracker.server.nursery", work)
        self.line.settimeout(SECONDS_FOR_AN_ANSWER)

    def asked(self, number: int, *files: int) -> str:
        """What it answers: to 0 the number of a new worker, to that of a worker how it has ended; nothing if it is gone."""
        try:
            socket.send_fds(self.line, [str(number).encode()], files)
            answer = self.line.recv(64).decode()
        except OSError:
            answer = ""
        if not answer:
            self.tell(signal.SIGKILL)  # if it is only stuck; another takes its place
            self.ended = True
        return answer


class Raised(Child):
    """A worker that a nursery has forked."""

    def __init__(self, nursery: Nursery, listener: int) -> None:
        self.nursery = nursery
        ours, word = os.pipe()
        end_of_input, self.input = os.pipe()
        super().__init__(ours)
        self.number = int(nursery.asked(0, listener, word, end_of_input) or 0)
        os.close(word)
        os.close(end_of_input)
        if not self.number:
            self.how = UNBORN
            os.close(self.input)  # whoever was born and is not known takes this for the end

    def tell(self, number: int) -> None:
        """Send it a signal, if it was born and still lives."""
        if self.number and not self.ended:
            with suppress(ProcessLookupError):
                os.kill(self.number, number)

    def close(self) -> None:
        """Ask how it has ended."""
        super().close()
        if self.number:
            os.close(self.input)
            code = self.nursery.asked(self.number)
            self.how = how(int(code)) if code else self.how_as_ours()

    def how_as_ours(self) -> str:
        """How it has ended, where its nursery is gone and this process has inherited it, being the first of a container."""
        try:
            _number, status = os.waitpid(self.number, 0)
        except ChildProcessError:
            return UNSEEN
        return how(os.waitstatus_to_exitcode(status))


def how(code: int) -> str:
    """How a process has ended, for whoever runs Tend."""
    return f"signal {-code}" if code < 0 else f"exit code {code}"
