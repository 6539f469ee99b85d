"""Fields are drawn as the library draws them, letter by letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wtforms import Form, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput, TextArea, TextInput

from tests.whole import many
from tracker.web.widgets import CarriedInput, LineInput, ProseInput

PAIRS = [
    (StringField, TextInput(), LineInput()),
    (HiddenField, HiddenInput(), CarriedInput()),
    (TextAreaField, TextArea(), ProseInput()),
]
NAMES = ["class", "class_", "rows", "aria-label", "aria_describedby", "data_whose", "maxlength", "autofocus"]
VALUES = st.text() | st.integers() | st.booleans() | st.none()


@settings(max_examples=many(40, 1000), derandomize=True, deadline=None)
@pytest.mark.parametrize(("field", "theirs", "ours"), PAIRS)
@given(held=st.text(), asked=st.dictionaries(st.sampled_from(NAMES), VALUES), checked=st.booleans())
def test_a_field_is_drawn_as_the_library_does_it(field, theirs, ours, held, asked, checked):
    validators = [InputRequired(), Length(min=2, max=9)] if checked else []
    bound = field("A field", validators=validators).bind(Form(), "words")
    bound.data = held

    assert ours(bound, **asked) == theirs(bound, **asked)
