"""What every page must hold to: no script or style inside, every word translatable, no word that blames."""

import ast
import re

from jinja2 import nodes

from tests.house.sources import (
    ROOT,
    SPOKEN_ATTRIBUTES,
    WORD,
    each_of,
    literals,
    marked_in_python,
    marked_in_template,
    modules,
    name_of,
    spoken,
    template_tree,
    templates,
)

NAME = {"Tend"}
UNSAID = re.compile(r"\b(fail|lose|losing|loss|lost|break(?!fast)|brok|miss)\w*", re.IGNORECASE)
IN_A_ROW = re.compile(r"\bin\s+a\s+row\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\((\w+)\)")
every_template = each_of(templates())


@every_template
def test_there_is_no_script_and_no_style_inside(path):
    source = path.read_text()
    found = [
        (tag, name)
        for tag, name, value in spoken(path).attributes
        if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:")
    ]

    assert found == []
    assert re.findall(r"<style\b|<script\b(?![^>]*\bsrc=)", source) == []


@every_template
def test_nothing_is_called_safe(path):
    filters = [each.name for each in template_tree(path).find_all(nodes.Filter)]
    off = list(template_tree(path).find_all(nodes.ScopedEvalContextModifier))

    assert ("safe" in filters, off) == (False, [])


@every_template
def test_no_two_words_stick_together_where_a_line_ends_in_a_question(path):
    """The end of a line is taken away after a block's tag, and with it the space between what stands on either side."""
    stuck = re.findall(
        r"^.*(?:\}\}|[\w.,;:”>])\{% (?:if|elif|else|for)\b[^%\n]*%\}\n[<\w{](?![%#]).*$",
        path.read_text(),
        re.MULTILINE,
    )

    assert stuck == []


@every_template
def test_every_word_of_a_page_can_be_translated(path):
    bare = [word for text in spoken(path).texts for word in WORD.findall(text)]

    assert [word for word in bare if word not in NAME] == []


@every_template
def test_every_word_in_an_attribute_can_be_translated(path):
    bare = [
        (name, value)
        for _tag, name, value in spoken(path).attributes
        if name in SPOKEN_ATTRIBUTES and WORD.search(value)
    ]

    assert bare == []


@every_template
def test_a_sentence_handed_on_is_marked(path):
    """Such as the name of a button that a macro makes."""
    marked = {id(arg) for call in marked_in_template(path) for arg in call.args}
    bare = [
        each.value
        for each in template_tree(path).find_all(nodes.Const)
        if isinstance(each.value, str) and re.match(r"[A-Z][a-z]", each.value) and id(each) not in marked
    ]

    assert [each for each in bare if each not in NAME] == []


@every_template
def test_a_text_is_given_what_it_holds_a_place_for(path):
    for call in marked_in_template(path):
        wanted = {name for text in literals(call) for name in PLACEHOLDER.findall(text)}
        given = {keyword.key for keyword in call.kwargs}
        plural = {"num"} if call.node.name == "ngettext" else set()
        assert (literals(call), given | (plural & wanted)) == (literals(call), wanted)


@every_template
def test_no_number_is_put_into_a_text_without_its_plural(path):
    odd = [
        literals(call)
        for call in marked_in_template(path)
        if call.node.name == "ngettext" and len(call.args) != 3
    ]

    assert odd == []


@every_template
def test_no_page_says_a_word_that_blames(path):
    assert [text for text in said_on(path) if UNSAID.search(text)] == []


@every_template
def test_no_page_counts_in_a_row(path):
    """A streak forgives: what is counted are kept ones, with quiet ones between them."""
    assert [text for text in said_on(path) if IN_A_ROW.search(text)] == []


def said_on(path):
    return [text for call in marked_in_template(path) for text in literals(call)] + spoken(path).texts


def test_no_marked_text_says_a_word_that_blames_or_counts_in_a_row():
    said = [
        (name_of(path), call.args[0].value)
        for path in modules()
        for call in marked_in_python(path)
        if isinstance(call.args[0], ast.Constant)
    ]

    assert [text for text in said if UNSAID.search(text[1]) or IN_A_ROW.search(text[1])] == []


def test_no_mail_says_a_word_that_blames_or_counts_in_a_row():
    mails = {path.name: path.read_text() for path in (ROOT / "templates" / "mails").glob("*.txt")}

    assert [name for name, text in mails.items() if UNSAID.search(text) or IN_A_ROW.search(text)] == []


@every_template
def test_a_page_does_no_sums(path):
    found = [
        type(each).__name__
        for kind in (nodes.Mul, nodes.Div, nodes.Pow)
        for each in template_tree(path).find_all(kind)
    ]

    assert found == []


def test_a_card_that_is_read_in_a_glance_is_made_in_one_place():
    made = [name_of(path) for path in templates() if 'class="glance"' in path.read_text()]

    assert made == ["templates/macros/glance.html"]


# Of the forms whose words a tab keeps, those in which one writes for oneself, or to what names whom it is for in its address.
FOR_NOBODY_ELSE = {
    "appointments/appointment.html",
    "appointments/edit.html",
    "appointments/new.html",
    "dates/edit.html",
    "dates/outing.html",
    "history/day.html",
    "ideas/show.html",
    "jar/edit.html",
    "reflections/_saving.html",
    "remembered/edit.html",
    "remembered/show.html",
    "summaries/show.html",
    "wall/_parts.html",
}


def test_a_form_whose_words_are_kept_says_for_whom_they_are():
    """So that no words that were meant for one person are ever put before another: `static/js/words.js` looks at it."""
    kept = {
        str(path.relative_to(ROOT / "templates")): path.read_text()
        for path in templates()
        if re.search(r"data-behaviour=\"(keep|autosave)\"", path.read_text())
    }

    told = {name for name, source in kept.items() if "data-whom=" in source and "left_words()" in source}
    assert all("data-whose=" in source for source in kept.values())
    assert (told & FOR_NOBODY_ELSE, kept.keys() - told) == (set(), FOR_NOBODY_ELSE)
