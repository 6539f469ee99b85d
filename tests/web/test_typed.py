"""What is shown again of a form that could not be taken: what was typed, all of it, and nothing else."""

from collections import defaultdict

import pytest
from werkzeug.datastructures import MultiDict

from tests.visitors import HERE, Page
from tracker.web.forms import Form
from tracker.web.typed import fields_of, forms_from, names_for_words, typed_words

# Every kind of field there is in our forms, and whether words are typed into it that may be seen again.
KINDS = {
    "LineField": True,
    "ProseField": True,
    "AmountField": True,
    "AddressField": False,  # says who somebody is
    "AddressCodeField": False,  # shows whose an address is
    "CodeField": False,  # opens a space
    "ProvingCodeField": False,  # shows that it is somebody
    "OwnPasswordField": False,
    "NewPasswordField": False,
    "HiddenField": False,
    "CarriedField": False,
    "SeenField": False,
    "BooleanField": False,
    "StepField": False,
    "StepsField": False,
    "RadioField": False,
    "RadioChoiceField": False,
    "ChoiceField": False,
    "NumberChoiceField": False,
    "SelectField": False,
    "SelectMultipleField": False,
    "MonthField": False,
    "StrategyField": False,
    "StreaksField": False,
    "WeekdayField": False,
    "ZoneField": False,
    "ClockField": False,
    "DayField": False,
    "IntegerField": False,
    "FileField": False,
    "PictureField": False,
}


@pytest.fixture
def forms(app):
    return list(forms_from(Form))


def kinds_by_name(forms):
    found = defaultdict(set)
    for form in forms:
        for name, field in fields_of(form):
            found[name].add(field.field_class.__name__)
    return found


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_is_typed_into_any_form_is_held_and_nothing_else(app, forms):
    for form in forms:
        kinds = {name: field.field_class.__name__ for name, field in fields_of(form)}
        sent = MultiDict({name: f"{form.__name__}-{name}" for name in kinds})
        with app.test_request_context("/", method="POST", data=sent, headers={"Origin": HERE}):
            assert sorted(typed_words()) == sorted(sent[name] for name, kind in kinds.items() if KINDS[kind])
    assert len(forms) > 40


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_is_called_alike_is_typed_everywhere_or_nowhere(forms):
    mixed = {
        name: kinds
        for name, kinds in kinds_by_name(forms).items()
        if len({KINDS[each] for each in kinds}) > 1
    }

    assert mixed == {}


def test_each_of_several_is_held_however_short(app):
    sent = {"appreciated-0": "tea", "appreciated-1": " ", "answers-3": "No", "ratings-4": "Skip", "body": "7"}

    with app.test_request_context("/", method="POST", data=sent, headers={"Origin": HERE}):
        assert typed_words() == ["tea", "No", "7"]


def test_whoever_is_logged_out_finds_what_they_typed_and_nothing_that_they_chose(guest):
    pause = guest.send("/pauses", starts_on="2026-03-01", ends_on="2026-03-02", whom="habit-7")
    habit = guest.send("/habits/new", name="Hold hands", often="week", mode="together", cue="After tea")

    assert (pause.status_code, habit.status_code) == (401, 401)
    assert "<textarea" not in pause.text
    assert [text in habit.text for text in ("Hold hands", "After tea", "together")] == [True, True, False]


def test_what_opens_something_or_says_who_somebody_is_is_not_shown_again(app):
    assert names_for_words().isdisjoint({"password", "old_password", "code", "email", "csrf_token", "next"})


def test_whoever_is_logged_out_is_led_to_log_in_after_their_words_and_nowhere_else(guest):
    page = Page.of(guest.send("/wall", body="Look at the moon tonight."))

    buttons = [
        given["href"] for tag, given in page.tags if tag == "a" and "button" in given.get("class", "").split()
    ]
    assert buttons == ["/login"]
    assert page.text.index("Look at the moon tonight.") < page.text.rindex("Log in")
