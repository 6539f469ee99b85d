"""Nothing grows past what is read in one go, and whatever is called from elsewhere says what it is for.

Each bound has exceptions, with the reason for each. They only get fewer: one that is no longer needed fails a test.
"""

import ast
import re

import pytest

from tests.house.sources import ROOT, STATIC, TEMPLATES, modules, name_of

LONGEST_FUNCTION = 30
LONGEST_FILE = 250
LONGEST_LINE = 160

CODE = [*modules(), ROOT / "config.py"]
# What tests share; a file of tests is a list of sentences, read one by one.
HELPERS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if not path.name.startswith("test_")]
PAGES = [path for root, kind in ((TEMPLATES, "*.*"), (STATIC, "*.css")) for path in sorted(root.rglob(kind))]

# A text is one literal, for translators and for Jinja: it stands on a line by itself, however long it is.
ONE_TEXT = re.compile(
    r"""\s*(\{\{ )?((\w+=)?_\()?(?P<quote>["'])(?:(?!(?P=quote)).)*(?P=quote)\)*( \}\})?,?"""
)

LONG_FUNCTIONS = {
    "tracker/appointments/archive.py: bring": "rows of two tables are made whole, a line for each column",
    "tracker/checkins/archive.py: bring": "a row is made whole, a line for each column",
    "tracker/exports/actions.py: unveil": "one piece after the other comes into the space, in an order that matters",
    "tracker/exports/book.py: book_of": "the book is built whole, a line for each part",
}

TEXTS = "texts, to be read one by one"
DEMO = "the demo: words and days of two people who do not exist"
LONG_FILES = {
    "config.py": "every setting with its words, in one place",
    "tracker/backups/restoring.py": "a restore from the first step to the last",
    "tracker/demo/notes.py": DEMO,
    "tracker/demo/weeks.py": DEMO,
    "tracker/domain/folds.py": "what is folded, for a track and for the couple: one rule seen twice",
    "tracker/catalogue/ideas.py": TEXTS,
    "tracker/domain/insights.py": "one test, from the weeks to the sentence",
    "tracker/catalogue/prompts.py": TEXTS,
}

SLOW = "slow and obvious, as it is said in one breath"
OF_EVERY_TABLE = "something in every table, one after the other"
LONG_FUNCTIONS_OF_TESTS = {
    "tests/migrations/filling.py: fill": OF_EVERY_TABLE,
    "tests/references.py: streak_over": SLOW,
    "tests/spaces/whole.py: live_wholly": OF_EVERY_TABLE,
}
LONG_FILES_OF_TESTS = {
    "tests/house/odd.py": "what nobody thought of, to be read one by one",
    "tests/house/private_acts.py": "one act after the other, and one more for each table",
    "tests/references.py": SLOW,
}

LONG_LINES: dict[str, str] = {}


def long_functions(text: str) -> list[str]:
    """The functions that take more lines than one reads at once."""
    return [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def long_lines(text: str) -> list[int]:
    """The numbers of the lines that are too long."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if len(line) > LONGEST_LINE and not ONE_TEXT.fullmatch(line)
    ]


def wordless(body: list[ast.stmt], of: str = "") -> list[str]:
    """The public functions, classes and methods that do not say what they are for."""
    found = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found += [] if ast.get_docstring(node) else [f"{of}{node.name}"]
            found += wordless(node.body, f"{node.name}.") if isinstance(node, ast.ClassDef) else []
    return found


def test_a_function_fits_on_a_screen():
    found = {f"{name_of(path)}: {name}" for path in CODE for name in long_functions(path.read_text())}

    assert found - LONG_FUNCTIONS.keys() == set(), "Take it apart by what it does."
    assert LONG_FUNCTIONS.keys() - found == set(), "No longer needed as an exception."


def test_a_file_is_about_one_thing():
    found = {name_of(path) for path in CODE if len(path.read_text().splitlines()) > LONGEST_FILE}

    assert found - LONG_FILES.keys() == set(), "Take it apart by meaning."
    assert LONG_FILES.keys() - found == set(), "No longer needed as an exception."


def test_what_tests_share_fits_on_a_screen():
    found = {f"{name_of(path)}: {name}" for path in HELPERS for name in long_functions(path.read_text())}

    assert found - LONG_FUNCTIONS_OF_TESTS.keys() == set(), "Take it apart by what it does."
    assert LONG_FUNCTIONS_OF_TESTS.keys() - found == set(), "No longer needed as an exception."


def test_a_file_that_tests_share_is_about_one_thing():
    found = {name_of(path) for path in HELPERS if len(path.read_text().splitlines()) > LONGEST_FILE}

    assert found - LONG_FILES_OF_TESTS.keys() == set(), "Take it apart by meaning."
    assert LONG_FILES_OF_TESTS.keys() - found == set(), "No longer needed as an exception."


def test_a_line_of_a_page_can_be_read():
    found = {name_of(path): numbers for path in PAGES if (numbers := long_lines(path.read_text()))}

    assert {name: found[name] for name in found.keys() - LONG_LINES.keys()} == {}
    assert LONG_LINES.keys() - found.keys() == set(), "No longer needed as an exception."


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in modules()
        if path.parent.name in ("domain", "catalogue") or path.name in ("queries.py", "actions.py")
    ],
    ids=name_of,
)
def test_what_is_called_from_elsewhere_says_what_it_is_for(path):
    assert wordless(ast.parse(path.read_text()).body) == []


def test_a_long_function_is_found():
    assert long_functions("def planted():\n" + "    pass\n" * 29) == []
    assert long_functions("def planted():\n" + "    pass\n" * 39) == ["planted"]


def test_a_long_line_is_found_unless_it_is_one_text():
    assert long_lines(f"<p>\n<p>{'a ' * 100}</p>\n") == [2]
    assert long_lines(f'<p>{{{{ _("{"a " * 100}") }}}}</p>\n') == [1]
    assert long_lines(f'  {{{{ _("{"a " * 100}") }}}}\n') == []


def test_a_public_action_without_a_word_is_found():
    planted = "class Tree:\n    '''A tree.'''\n    def grow(self): ...\ndef plant(): ...\ndef _dig(): ...\n"

    assert wordless(ast.parse(planted).body) == ["Tree.grow", "plant"]
