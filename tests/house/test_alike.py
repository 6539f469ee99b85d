import re

from tests.house.alike import alike, main, ours
from tests.house.sources import ROOT

LISTED = re.compile(r"^\| (?:\*\*)?([A-Z][^|*]* (?:19|20)\d\d)(?:\*\*)? ?(?:\||[A-Z])", re.MULTILINE)


def works_in(document):
    return LISTED.findall((ROOT / "docs" / document).read_text())


def test_six_words_in_a_row_are_found_whatever_their_case_and_what_stands_between(tmp_path, capsys):
    where, text = next((where, text) for where, text in ours() if text.startswith("It opens for both of you"))
    theirs = "As we heard: IT opens, for both of\nyou, “two” days later."
    (tmp_path / "a page.txt").write_text(theirs)

    main(tmp_path)

    assert alike(theirs, [(where, text)]) == [(where, "it opens for both of you")]
    assert "a page: 12 words\n" in capsys.readouterr().out


def test_five_words_in_a_row_are_nobodys():
    assert alike("Now it opens for both of them.", [("a page", "It opens for both of you.")]) == []


def test_all_that_tend_says_is_compared():
    files = {where for where, _text in ours()}

    assert {"tracker/help/places.toml", "tracker/catalogue/exceptions.py"} <= files
    assert len({where for where in files if where.startswith("templates/")}) > 200


def test_every_work_is_listed_with_whether_it_was_compared():
    assert works_in("compared.md") == works_in("research.md") != []
