"""A fresh proof: that whoever asks has typed the password on this device a short while ago.

What tells of somebody's other devices, opens a door for later, takes everything along or changes who gets in asks for it: a
phone lies about unlocked more easily than somebody knows a password. It is asked for where it is needed, so that no address
says what somebody wanted; what they had typed by then is carried along, and sent as they meant it once they have given it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask import Response as Page
from flask_login import current_user
from sqlalchemy import update
from werkzeug.wrappers import Response

from tracker.accounts.queries import asks_for_code, proved_at
from tracker.accounts.tokens import digest
from tracker.domain.factors import Judged
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Device, Person
from tracker.web.addresses import is_local
from tracker.web.clock import now
from tracker.web.codes import right_code
from tracker.web.fields import OwnPasswordField, ProvingCodeField
from tracker.web.forms import Form
from tracker.web.limits import in_window, wrong_tries
from tracker.web.log_ins import renew_log_in
from tracker.web.noting import note_wrong_password
from tracker.web.session import me, passwords
from tracker.web.wishes import next_path

A_QUARTER = FRESH_FOR = timedelta(minutes=15)
PASSWORD, CODE, PASSKEY, NEXT, AGAIN = "password", "code", "passkey", "next", "again"
OF_THE_PROOF = frozenset({PASSWORD, CODE, PASSKEY, NEXT, AGAIN, "csrf_token"})

OF_ANOTHER = _("This passkey is of another account. Please use one of yours.")

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
View = Callable[Given, Answer]


class ProofForm(Form):
    password = OwnPasswordField(_("Your password"))


class ProofWithCodeForm(ProofForm):
    """Likewise of whoever is asked for a code after it."""

    code = ProvingCodeField(
        _("Code from the app, or a recovery code"), needed=_("Please type the code from the app, too.")
    )


@dataclass(frozen=True, slots=True)
class WantedPage:
    """What somebody wanted when they were asked for a proof: a page, or to send what they had typed to it ``again``."""

    to: str = ""
    again: bool = False
    typed: tuple[tuple[str, str], ...] = ()


def proof_required(view: View[Given, Answer]) -> View[Given, Answer | Response]:
    """Let a view of somebody's be asked with a fresh proof only; without one it asks for it, and does then what was wanted.

    It stands below ``login_required``. A page in which much is typed asks by this before it is shown, too.
    """

    @wraps(view)
    def asked(*args: Given.args, **values: Given.kwargs) -> Answer | Response:
        return view(*args, **values) if proven() else ask_for_proof()

    asked.asks_for_proof = True  # type: ignore[attr-defined]
    return asked


def proof_required_at(page: str) -> Callable[[View[Given, Answer]], View[Given, Answer | Response]]:
    """The same for what answers with a file, after which nobody would see another page: it leads to a page that asks."""

    def at_its_page(view: View[Given, Answer]) -> View[Given, Answer | Response]:
        @wraps(view)
        def asked(*args: Given.args, **values: Given.kwargs) -> Answer | Response:
            return view(*args, **values) if proven() else redirect(url_for(page), 303)

        asked.asks_for_proof = True  # type: ignore[attr-defined]
        return asked

    return at_its_page


def proven() -> bool:
    """Whether there is a fresh proof of whoever asks, for the log-in by which they ask."""
    at = proved_at(digest(me().token)) if current_user.is_authenticated else None
    return at is not None and at <= now() < at + FRESH_FOR


def prove() -> None:
    """Remember that the password was right just now, for this log-in alone, which gets a new token with it."""
    db.session.execute(update(Device).where(Device.token_hash == digest(me().token)).values(proved_at=now()))
    renew_log_in()


def ask_for_proof() -> Page:
    """The page that asks for a proof, in the place of the one that was wanted."""
    return Page(proof_page(empty_form(), wish_here()), 401)


def proof_form() -> ProofForm:
    """What whoever asks has typed to give a proof, by as many steps as are asked of them."""
    return form_class()()


def empty_form() -> ProofForm:
    return form_class()(formdata=None)


def form_class() -> type[ProofForm]:
    return ProofWithCodeForm if asks_for_code(me(), now()) else ProofForm


def proof_page(form: ProofForm, wish: WantedPage) -> str:
    return render_template("security/proof.html", form=form, wish=wish)


def wish_here() -> WantedPage:
    """What is asked for here and now. Passwords are not carried along, nor are files."""
    here = request.full_path.rstrip("?")
    if request.method in ("GET", "HEAD"):
        return WantedPage(here)
    return WantedPage(here, again=True, typed=typed_beside())


def wish_sent() -> WantedPage:
    """What was wanted, as the page that asks for the proof sends it along."""
    return WantedPage(next_path(), again=AGAIN in request.form, typed=typed_beside())


def typed_beside() -> tuple[tuple[str, str], ...]:
    sent = request.form.items(multi=True)
    return tuple((name, text) for name, text in sent if name not in OF_THE_PROOF)


def fulfilled(wish: WantedPage, otherwise: str) -> Response:
    """The answer with which a browser gets what was wanted. What is sent again is what it has just sent: itself."""
    if not wish.to or not is_local(wish.to):
        return redirect(otherwise, 303)
    return redirect(wish.to, 307 if wish.again else 303)


def right_password(field: OwnPasswordField, *, of: Person | None = None) -> bool:
    """Whether it is the password of whoever asks, or of somebody whose log-in is locked; if not, says so at the field. Each
    log-in has wrong tries of its own.
    """
    person = of or me()
    tried = in_window("password", person.token, most=10, within=A_QUARTER)
    with wrong_tries([tried]) as was_right:
        if passwords().right(field.data, person.password_hash):
            was_right()
            db.session.commit()  # nothing is held while a new one is hashed
            return True
    note_wrong_password(person.id)
    db.session.commit()
    field.errors = [_("This is not your password. Have another look at it.")]
    return False


def right_second_step(form: Form) -> bool:
    """Whether the code is right that comes after the password, of whichever kind; where none is asked for, it is."""
    if CODE not in form:
        return True
    use = current_app.extensions["second step"](me(), form[CODE].data)
    return right_code(form[CODE], me(), use)


def ask_within(form: Form, own: str) -> None:
    """Let a form ask for a proof of its own, however fresh another is: for the password in its field ``own``, with a code where
    one is asked for. Where a passkey is shown in their place, both may be empty.
    """
    if not asks_for_code(me(), now()):
        del form[CODE]
    if request.form.get(PASSKEY):
        for name in {own, CODE} & {each.name for each in form}:
            form[name].validators = ()


def right_within(form: Form, own: str, what: str) -> bool:
    """Whether what was given within a form shows that it is whoever asks; if not, the form says so. Commits."""
    if not request.form.get(PASSKEY):
        return right_password(form[own]) and right_second_step(form)
    with form.refusals():
        see_passkey(what, of=me())
        return True
    return False


def know_ways(
    app: Flask,
    whose_passkey: Callable[[str], Person],
    second_step: Callable[[Person, str], Callable[[], Judged]],
) -> None:
    """Let pages ask for what there is beside the password: whose passkey a browser shows for a purpose; and, of somebody and
    what they have typed, what uses it up as a code.
    """
    app.extensions |= {"whose passkey": whose_passkey, "second step": second_step}


def see_passkey(what: str, *, of: Person) -> None:
    """See a passkey of somebody's that a browser shows; raises `Refused` where it shows none that opens what is theirs.

    What it answered to is used up all the same, and what was noted stays.
    """
    try:
        person = current_app.extensions["whose passkey"](what)
        if person.id != of.id:
            raise Refused(OF_ANOTHER)
    except Refused:
        db.session.commit()
        raise
    db.session.commit()
