"""Pages come without the indentation of their templates."""

SOURCE = "<ul>\n  {% for n in (1, 2) %}\n    <li>{{ n }}</li>\n  {% endfor %}\n</ul>\n"


def test_a_space_is_left_of_an_indentation(app):
    assert app.jinja_env.preprocess(SOURCE, "page.html") == (
        "<ul>\n {% for n in (1, 2) %}\n <li>{{ n }}</li>\n {% endfor %}\n</ul>\n"
    )


def test_a_mail_stays_as_it_was_written(app):
    assert app.jinja_env.preprocess(SOURCE, "mails/reset.txt") == SOURCE


def test_no_line_of_a_page_is_indented(ada):
    assert [line for line in ada.get("/habits").text.splitlines() if line.startswith("   ")] == []
