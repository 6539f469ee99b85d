"""No form writes over what whoever sends it has not seen: each carries a stamp of what it was made from."""

import re

import pytest
from werkzeug.exceptions import HTTPException

from tests.house.doors import everything, rules, things_in
from tests.house.reading import pages_of
from tests.visitors import Page
from tests.whole import RUN
from tests.world import READERS
from tracker.extensions import db
from tracker.web.typed import names_for_words

# Every page is asked for, and the world is put back often; what the databases do apart is tested where each form is.
pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

STAMP = re.compile(r"([0-9a-f]{8}(-[0-9a-f]{8})*)?")
TYPED = "Typed late"

# Forms with something to fill in that carry no stamp, and why they write over nothing.
OVER_NOTHING = {
    "accounts.log_in": "asks who somebody is",
    "accounts.forget": "asks who somebody is",
    "registering.register": "makes an account, once for an address",
    "registering.register_by_admission": "makes an account, once for an address",
    "factors.switch_on": "an app for codes takes the place of none",
    "appointments.bring": "puts one more thing on a list",
    "habits.share": "only adds to what is shared",
    "covers.cover": "a day is covered once, and by one",
    "imports.upload": "a file takes the place of one that waits, and is looked at before anything comes in",
    "reflections.search": "only looks",
    "wall.search": "only looks",
    "ways.search": "only looks",
    "settings.delete_account": "asks for a password",
    "confirming.change": "an address is typed anew, and the one there stands above it",
    "confirming.name_another": "an address is typed anew, over none that is confirmed",
    "security.prove": "asks for a password",
    "settings.secure": "asks for the password there is before it sets another",
    "joining.begin": "makes an account, once for an invitation",
    "joining.join_by_code": "asks for a code",
}


def test_whatever_is_excused_is_there(app):
    assert OVER_NOTHING.keys() <= {rule.endpoint for rule in rules(app)}


@pytest.fixture(scope="module")
def collected():
    """The forms, once they have been found."""
    return {}


@pytest.fixture
def forms(collected, app, world):
    """All forms with something to fill in on the pages of anybody: by where they lead and who sends them."""
    if not collected:
        collected.update(all_forms(app))
    return collected


def all_forms(app):
    found = {}
    for reader in ("ada", "ben", ""):
        for path, answer in pages_of(app, reader).items():
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for form in Page.of(answer).forms:
                    for endpoint, thing, action in leads(app, form, path):
                        found.setdefault((endpoint, reader), []).append((form, thing, action, path))
    return found


def leads(app, form, path):
    """The endpoints to which a form leads, each with whether its address names a thing."""
    if form.method == "POST" and form.controls:
        addresses = app.url_map.bind("localhost")
        for address in (form.action or path, *form.elsewhere):
            action = address.partition("#")[0]
            try:
                rule, _values = addresses.match(action.partition("?")[0], method="POST", return_rule=True)
            except HTTPException:
                continue
            yield rule.endpoint, bool(rule.arguments & things_in(app).keys()), action


def stamps(form):
    return {name: value for name, value in form.values.items() if name == "seen" or name.startswith("seen-")}


def says_somebodys_words(form):
    said = [str(form.values.get(name, "")) for name in form.controls]
    return any(canary in text for canary in READERS for text in said)


def test_whatever_writes_over_something_says_what_it_was_made_from(forms):
    bare = {
        (endpoint, path)
        for (endpoint, _reader), found in forms.items()
        for form, thing, _action, path in found
        if endpoint not in OVER_NOTHING
        and not stamps(form)
        and ("once" not in form.values or thing or says_somebodys_words(form))
    }

    assert bare == set()
    assert len({endpoint for (endpoint, _), found in forms.items() if stamps(found[0][0])}) > 15


def test_what_says_somebodys_words_was_made_from_something(forms):
    """A form for something new is made from nothing, and has none of anybody's words in it."""
    odd = {
        (endpoint, path)
        for (endpoint, _reader), found in forms.items()
        for form, _thing, _action, path in found
        if says_somebodys_words(form) and not any(stamps(form).values())
    }

    assert odd == set()


# Fields with a keyboard whose words no error page shows again, and why.
NOT_HELD = {
    "code": "opens a space",
    "email": "says who somebody is",
}
SENT_BY_SYSTEMS = {"shared_title", "shared_text", "shared_address"}  # which have forms of their own


def test_what_is_typed_on_any_page_can_be_held_and_nothing_else(forms):
    held = names_for_words()
    typed, rest = set(), set()
    for form in (form for found in forms.values() for form, *_where in found):
        keyed = {name for name, about in form.controls.items() if is_keyed(about)}
        typed |= {name.partition("-")[0] for name in keyed}
        rest |= {name.partition("-")[0] for name in form.values.keys() - keyed}

    assert typed - held == NOT_HELD.keys()
    assert (rest & held, held - typed) == (set(), SENT_BY_SYSTEMS)


def is_keyed(control):
    """Whether somebody types into a field, letter by letter."""
    return control["tag"] == "textarea" or (
        control["tag"] == "input" and control.get("type", "text") in ("text", "search", "email")
    )


def test_a_stamp_tells_not_a_word(forms):
    told = [
        stamp
        for found in forms.values()
        for form, *_ in found
        for stamp in stamps(form).values()
        if not STAMP.fullmatch(stamp)
    ]

    assert told == []


def changed(form):
    """What somebody types into a form: other words for those in it, else another number or another choice."""
    prose = {
        name: TYPED
        for name, given in form.controls.items()
        if given["tag"] == "textarea" or (given["tag"] == "input" and given.get("type", "text") == "text")
        if "inputmode" not in given and form.values[name]
    }
    numbers = {name: "7" for name, given in form.controls.items() if given.get("inputmode") == "decimal"}
    zones = {"zone": "Europe/Rome"} if "zone" in form.controls else {}
    boxes = [name for name, given in form.controls.items() if given.get("type") == "checkbox"]
    weekdays = {"first_weekday": "5"} if "first_weekday" in form.controls and not boxes else {}
    if prose or zones:
        return form.values | prose | zones
    clocks = {name: "19:45" for name, given in form.controls.items() if given.get("type") == "time"}
    if numbers or weekdays or clocks:
        return form.values | numbers | weekdays | clocks
    return {name: value for name, value in form.values.items() if name not in boxes} | {
        name: "y" for name in boxes if name not in form.values
    }


# What somebody could send in the place of a stamp.
ODD = ("", "nonsense", "-" * 40, "\x00", "0" * 8, "x" * 5000)

# What goes on with a draft makes something new once it is sent, and leaves any other draft where it is (a test of
# drafts sees to that); what is written over is the draft.
KEPT_AS_DRAFTS = {"wall.show": {"press": "draft"}, "jar.show": {"press": "draft"}}


def stored(app):
    with app.app_context():
        found = everything()
        db.session.rollback()
    return found


@pytest.mark.parametrize("reader", ["ada", "ben"])
def test_a_form_made_from_something_else_writes_nothing_and_keeps_what_was_typed(
    app, keeper, forms, visit, reader
):
    tried = []
    for (endpoint, whose), found in sorted(forms.items(), key=str):
        made_from = [each for each in found if any(stamps(each[0]).values())]
        if whose != reader or not made_from:
            continue
        form, _thing, action, path = made_from[0]
        values, before = changed(form) | KEPT_AS_DRAFTS.get(endpoint, {}), stored(app)
        odd = ODD if RUN.whole else [ODD[len(tried) % len(ODD)]]  # so that each is tried at some form
        for seen in (None, *odd):
            sent = {name: value for name, value in values.items() if name not in stamps(form)}
            sent |= {} if seen is None else dict.fromkeys(stamps(form), seen)
            visitor = visit(reader)
            answer = visitor.post(action, data=sent, headers={"Referer": f"http://localhost{path}"})
            page = visitor.get(path) if answer.status_code == 303 else answer
            kept = TYPED in page.text if TYPED in values.values() else True
            told = "You wrote:" in page.text or "You typed 7" in page.text or "There now:" in page.text

            assert (endpoint, seen, kept, told) == (endpoint, seen, True, True)
            assert (endpoint, stored(app) == before) == (endpoint, True)
        answer = visit(reader).post(action, data=values, headers={"Referer": f"http://localhost{path}"})
        assert (endpoint, answer.status_code, stored(app) != before) == (endpoint, 303, True)
        keeper.put_back()
        tried.append(endpoint)
    assert len(tried) > 10
