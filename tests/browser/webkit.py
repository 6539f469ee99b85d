"""The engine of iPhones: WebKitGTK's small browser, asked over WebDriver, on a screen that nobody looks at."""

from __future__ import annotations

import json
import os
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.browser.proxy import first_free_port
from tests.there import there

PROGRAMS = ("WebKitWebDriver", "Xvfb")
SECONDS_TO_WAIT = 60  # for what must come; as soon as it is there, all goes on
SECONDS_TO_STOP = 20
SCREEN = "800x1000x24"
WINDOW = {"x": 0, "y": 0, "width": 375, "height": 812}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # under this name WebDriver hands elements over
ENTER = "\ue007"
FIELDS = "input, textarea, select"
# This names what can be seen by its `aria-label`, by its labels or by what it says.
TO_THE_MIDDLE = "arguments[0].scrollIntoView({ block: 'center' })"
NAMED = """
const [kinds, name] = arguments
const tidy = (words) => words.replace(/\\s+/g, " ").trim()
const labels = (each) => [...(each.labels ?? [])].map((label) => label.textContent).join(" ")
const called = (each) => tidy(each.getAttribute("aria-label") || labels(each) || each.textContent)
return [...document.querySelectorAll(kinds)].find((each) => each.checkVisibility() && called(each) === name)
"""
LABEL = """
return [...document.querySelectorAll("label")].find((each) => each.textContent.includes(arguments[0]))
"""
WORDS = 'return document.querySelector("main")?.innerText.replace(/\\s+/g, " ") ?? ""'


@contextmanager
def screen() -> Iterator[str]:
    """The name of a display that programs can draw on."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            number = there(server.stdout).readline().strip()
            assert number, "Xvfb has ended"
            yield f":{number}"
        finally:
            server.terminate()
            server.wait(SECONDS_TO_STOP)


@contextmanager
def phone(address: str, display: str, zone: str, *, dark: bool = False) -> Iterator[Phone]:
    """A browser of somebody's own. One driver drives one."""
    port = first_free_port(0)
    # Days are typed as `write_day` does; what reads pages aloud is not looked for.
    own = {"DISPLAY": display, "TZ": zone, "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "1"}
    theme = {"GTK_THEME": "Adwaita:dark" if dark else "Adwaita"}
    with subprocess.Popen(
        ["WebKitWebDriver", f"--port={port}"],
        env=os.environ | own | theme,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as driver:
        try:
            here = f"http://127.0.0.1:{port}"
            until(lambda: ask("GET", f"{here}/status")["ready"], "WebDriver")
            session = f"{here}/session/{ask('POST', f'{here}/session', capabilities={})['sessionId']}"
            try:
                yield Phone(address, session)
            finally:
                ask("DELETE", session)
        finally:
            driver.terminate()
            driver.wait(SECONDS_TO_STOP)


class Refused(OSError):
    """What WebDriver says that it cannot do, or not yet."""


def ask(method: str, address: str, **words: Any) -> Any:
    """What WebDriver answers."""
    body = json.dumps(words).encode() if method == "POST" else None
    request = Request(address, body, {"Content-Type": "application/json"}, method=method)
    try:
        with urlopen(request, timeout=SECONDS_TO_WAIT) as answer:
            return json.load(answer)["value"]
    except HTTPError as error:
        raise Refused(error.read().decode()) from error


def until(look: Callable[[], Any], what: str) -> Any:
    """What a look finds, as soon as it finds something."""
    end = time.monotonic() + SECONDS_TO_WAIT
    said = ""
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except OSError as error:
            said = str(error)
        time.sleep(0.05)
    raise AssertionError(f"This did not come: {what}. {said}")


@dataclass
class Phone:
    """A page in that engine, and what anybody does with one, in the words of a Partner."""

    address: str
    session: str

    def ask(self, what: str, **words: Any) -> Any:
        return ask("POST", f"{self.session}/{what}", **words)

    def run(self, script: str, *handed: Any, kind: str = "sync") -> Any:
        return self.ask(f"execute/{kind}", script=script, args=handed)

    def open(self, path: str) -> None:
        self.ask("window/rect", **WINDOW)
        self.ask("url", url=path if path.startswith("http") else self.address + path)

    def click(self, script: str, *handed: Any) -> None:
        """Tap what a script finds, as soon as it is there and nothing lies over it."""
        until(lambda: self.tapped(self.run(script, *handed)), " ".join(map(str, handed)))

    def tapped(self, found: dict[str, str] | None) -> bool:
        if found is None:
            return False
        self.run(TO_THE_MIDDLE, found)  # else it may lie below the bar, where nobody taps
        return self.ask(f"element/{found[ELEMENT]}/click") is None

    def field(self, label: str) -> str:
        return str(until(lambda: self.run(NAMED, FIELDS, label), label)[ELEMENT])

    def press(self, name: str) -> None:
        self.click(NAMED, "button", name)

    def follow(self, name: str) -> None:
        self.click(NAMED, "a", name)

    def choose(self, label: str) -> None:
        self.click(LABEL, label)

    def write(self, label: str, text: str) -> None:
        field = self.field(label)
        self.ask(f"element/{field}/clear")
        self.ask(f"element/{field}/value", text=text.replace("\n", ENTER))

    def write_day(self, label: str, day: date) -> None:
        self.write(label, f"{day:%m/%d/%Y}")
        self.hold(label, str(day))

    def select(self, label: str, option: str) -> None:
        chosen = "return [...arguments[0].options].find((each) => each.text === arguments[1])"
        self.click(chosen, {ELEMENT: self.field(label)}, option)

    def value_of(self, label: str) -> str:
        return str(self.run("return arguments[0].value", {ELEMENT: self.field(label)}))

    def hold(self, label: str, value: str) -> None:
        """Wait until a field holds it."""
        until(lambda: self.value_of(label) == value, f"{label}: {value}")

    def be_at(self, path: str) -> None:
        until(lambda: self.run("return location.pathname") == path, path)

    def see_button(self, name: str) -> None:
        until(lambda: self.run(NAMED, "button", name), name)

    def read(self, words: str) -> None:
        until(lambda: words in self.run(WORDS), f"{words!r}")

    def never_see(self, *words: str) -> None:
        source = self.run("return document.documentElement.outerHTML")
        assert [each for each in words if each in source] == []

    def picture(self) -> bytes:
        return b64decode(ask("GET", f"{self.session}/screenshot"))
