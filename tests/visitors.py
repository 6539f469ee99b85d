"""People with a browser: who sends real cookies, and forms with the tokens that pages gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, cast

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.moments import CLOCK
from tests.there import there
from tests.world import token_of

COOKIE = "tend"
HERE = "http://localhost"
TOKEN = "csrf_token"
EXIT, LOG_OUT = "/exit", "/logout"
LINE_END = re.compile(r"\A\r?\n")
UNSPOKEN = frozenset({"script", "style", "title"})
UNSEEN = frozenset({"hidden", "submit", "button", "image"})
EMPTY = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Visitor(FlaskClient):
    """Somebody's browser. Each request has an application context of its own, as on a server: without it the second
    visitor of a test would be taken for the first."""

    name = ""

    @classmethod
    def of(cls, name: str, app: Flask) -> Visitor:
        visitor = cls(app, TestResponse, use_cookies=True)
        visitor.name = name
        session: dict[str, Any] = {TOKEN: f"the form token of {name or 'a guest'}"}
        if name:
            session |= {"_user_id": token_of(name), "_fresh": True}
        visitor.session = session
        return visitor

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        changes = kwargs.get("method", "GET") not in ("GET", "HEAD")
        if changes:  # browsers say where a form comes from
            origin = {"HTTP_ORIGIN": kwargs.get("base_url", HERE)}
            kwargs["environ_base"] = origin | kwargs.get("environ_base", {})
        with self.application.app_context():
            answer = super().open(*args, **{**kwargs, "buffered": True})
        if changes:
            CLOCK.move_on()
        return answer

    @property
    def session(self) -> dict[str, Any]:
        """What the session's cookie holds."""
        cookie = self.get_cookie(COOKIE)
        return self.signer.loads(cookie.value) if cookie else {}

    @session.setter
    def session(self, values: dict[str, Any]) -> None:
        self.set_cookie(COOKIE, self.signer.dumps(values))

    @property
    def signer(self) -> URLSafeTimedSerializer:
        interface = cast(SecureCookieSessionInterface, self.application.session_interface)
        return there(interface.get_signing_serializer(self.application))

    def form_token(self) -> str:
        """A token as a page would hold it for this browser."""
        session = self.session
        if TOKEN not in session:
            self.session = session = session | {TOKEN: "a new form token"}
        return URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token").dumps(
            session[TOKEN]
        )

    def send(self, path: str, /, *, came_from: str = "", **typed: Any) -> TestResponse:
        """Post a form's values, with a token. `came_from` is the page they were typed on."""
        headers = {"Referer": f"http://localhost{came_from}"} if came_from else {}
        return self.post(path, data={TOKEN: self.form_token(), **typed}, headers=headers)

    def page(self, path: str) -> Page:
        """A page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status)
        return Page.of(answer)

    def look_for(self, path: str, words: str, **more: str) -> Page:
        """What some words are found in, or the page that a search without any leads to."""
        answer = self.send(path, words=words, **more)
        assert answer.status_code in (200, 303), (path, answer.status)
        return self.page(answer.location) if answer.location else Page.of(answer)

    def submit(self, path: str, /, *, to: str = "", press: str = "", **typed: Any) -> TestResponse:
        """Open a page, fill in one of its forms and send it as a browser would.

        `to` is where the form leads, if not to the page itself; `press` names the button.
        """
        form = self.page(path).form(to or path)
        values: dict[str, Any] = {**form.values, **typed}
        if press:
            values |= {press: form.buttons[press]}
        headers = {"Referer": f"http://localhost{path}"}
        return self.open(form.action or path, method=form.method, data=values, headers=headers)


@dataclass
class Form:
    """A form on a page, with what a browser would send of it as it stands."""

    action: str
    method: str
    values: dict[str, Any] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    controls: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # those that one sees, with what they say
    elsewhere: list[str] = field(default_factory=list)  # where its buttons lead, if not to its own address

    def hold(self, name: str, value: str) -> None:
        if name in self.values:
            before = self.values[name]
            self.values[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            self.values[name] = value


@dataclass
class Page:
    """A page as somebody reads it."""

    source: str
    text: str
    title: str
    forms: list[Form]
    foot: list[Form]
    tags: list[tuple[str, dict[str, str]]]

    @classmethod
    def of(cls, answer: TestResponse) -> Page:
        reader = Reader()
        reader.feed(answer.text)
        reader.close()
        forms = [
            form for form in reader.forms if form.action != EXIT
        ]  # which every page has, at its beginning
        foot = [form for form in forms[-1:] if form.action == LOG_OUT]  # and this at its end
        forms = forms[: len(forms) - len(foot)]
        return cls(answer.text, squeezed(reader.texts), squeezed(reader.title), forms, foot, reader.tags)

    def form(self, action: str) -> Form:
        """The form that leads to an address; one without an address leads to the page itself."""
        all_of_them = self.forms + (self.foot if action == LOG_OUT else [])
        found = [form for form in all_of_them if form.action.partition("#")[0] in (action, "")]
        assert found, (action, [form.action for form in self.forms])
        exact = [form for form in found if form.action == action]
        return (exact or [form for form in found if form.method == "POST"] or found)[0]

    @property
    def actions(self) -> list[str]:
        """Where its forms lead."""
        return [form.action for form in self.forms]

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a" and "href" in attributes]


class Reader(HTMLParser):
    """Reads a page into its texts, forms and tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.title: list[str] = []
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.form: Form | None = None
        self.choice: tuple[str, list[str]] | None = None
        self.area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.tags.append((tag, given))
        if tag not in EMPTY:
            self.open.append(tag)
        name = given.get("name", "")
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").upper())
            self.forms.append(self.form)
        elif self.form is None or "disabled" in given:
            return
        elif tag == "button" and "formaction" in given:
            self.form.elsewhere.append(given["formaction"])
        self.control(self.form, tag, name, given)

    def control(self, form: Form | None, tag: str, name: str, given: dict[str, str]) -> None:
        """Whatever of the form that is open can be filled in or pressed."""
        if form is None:
            return
        if tag in ("input", "select", "textarea") and given.get("type") not in UNSEEN and name:
            form.controls[name] = given | {"tag": tag}
        if tag == "input" and name:
            self.input(form, given)
        elif tag == "button" and name:
            form.buttons[name] = given.get("value", "")
        elif tag == "select":
            self.choice = (name, [])
        elif tag == "option" and self.choice and ("selected" in given or not self.choice[1]):
            self.choice[1].append(given.get("value", ""))
        elif tag == "textarea":
            self.area = (name, [])

    def input(self, form: Form, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "image"):
            form.buttons[given["name"]] = given.get("value", "")
        elif kind not in ("checkbox", "radio") or "checked" in given:
            form.hold(given["name"], given.get("value", "on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "form":
            self.form = None
        elif tag == "select" and self.choice and self.form:
            if self.choice[1]:
                self.form.hold(self.choice[0], self.choice[1][-1])
            self.choice = None
        elif tag == "textarea" and self.area and self.form:
            self.form.hold(self.area[0], LINE_END.sub("", "".join(self.area[1]), count=1))
            self.area = None

    def handle_data(self, text: str) -> None:
        if self.area is not None:
            self.area[1].append(text)
        if "title" in self.open and "svg" not in self.open:
            self.title.append(text)
        elif not UNSPOKEN & set(self.open):
            self.texts.append(text)


def squeezed(texts: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(texts)).strip()
