"""Pages come without the indentation of their templates."""

SOURCE = "<ul>\n  {% for n in (1, 2) %}\n    <li>{{ n }}</li>\n  {% endfor %}\n</ul>\n"
WITHIN = "<a>\n  {% for n in (1, 2) %}\n    <b>{{ n }}</b>\n  {% endfor %}\n</a>\n"


def test_a_space_is_left_of_an_indentation_where_a_tag_takes_the_line_break_away(app):
    assert app.jinja_env.preprocess(WITHIN, "page.html") == (
        "<a>\n{% for n in (1, 2) %}\n <b>{{ n }}</b>\n{% endfor %}\n</a>\n"
    )


def test_nothing_is_left_around_what_has_lines_of_its_own(app):
    assert (
        app.jinja_env.preprocess(SOURCE, "page.html")
        == "<ul>{% for n in (1, 2) %}<li>{{ n }}</li>{% endfor %}</ul>"
    )


def test_words_are_not_drawn_together_where_no_line_ends(app):
    source = "<p>\n  one <b>two</b>\n  {{ 3 }}\n</p>\n<p>four</p>\n<span>five</span>\n<span>six</span>\n"

    assert app.jinja_env.preprocess(source, "page.html") == (
        "<p>one <b>two</b>\n{{ 3 }}</p><p>four</p><span>five</span>\n<span>six</span>\n"
    )


def test_no_two_words_stick_together_where_an_indentation_was(app):
    source = "  one\n  two {# said #}\n  three\n  {{ 4 }}\n  {% if 1 %}\n  five {% endif %}\n\n    six\n"

    assert app.jinja_env.from_string(app.jinja_env.preprocess(source, "page.html")).render().split() == [
        *("one", "two", "three", "4", "five", "six")
    ]


def test_a_line_that_ends_within_a_tag_goes_on_after_a_space(app):
    source = '<b>1</b><svg\n    class="a"\n    id="b"><use\n  href="c"/></svg>\n'

    assert (
        app.jinja_env.preprocess(source, "page.html")
        == '<b>1</b><svg class="a"\nid="b"><use href="c"/></svg>\n'
    )


def test_a_mail_stays_as_it_was_written(app):
    assert app.jinja_env.preprocess(SOURCE, "mails/reset.txt") == SOURCE


def test_no_line_of_a_page_is_indented(ada):
    assert [line for line in ada.get("/habits").text.splitlines() if line.startswith("   ")] == []
