"""The moment a check-in opens: shown once to each, the same whatever was answered. And the envelope in which it waits."""

import re

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import acting, kept
from tests.world import ADA_SEALED, OPENED_WEEK, SEALED_WEEK, person
from tracker.domain.checkins import CLOSENESS_NAMES
from tracker.models import TidingRow

PATH = f"/check-in/{SEALED_WEEK}"
ENVELOPE = "opening__envelope"
BEFORE_YOU_ANSWER = re.compile(
    r"<details[^>]*\bopen>\s*<summary>(?:(?!</summary>).)*Before you answer", re.DOTALL
)
OPENINGS = select(TidingRow).where(not_beside(TidingRow), TidingRow.kind == "opening")


def ben_seals(ben, closeness="3"):
    assert ben.submit(PATH, press="seal", closeness=closeness).status_code == 303


def shown(visitor, path=PATH):
    """Whether the page shows that it opens, and what goes with that once."""
    page = visitor.page(path)
    told = {
        ENVELOPE in page.source,
        "You have both answered. Here is your week." in page.text,
        bool(BEFORE_YOU_ANSWER.search(page.source)),
    }
    assert len(told) == 1, told
    return told.pop()


def test_it_opens_once_for_each_of_the_two(app, ada, ben):
    ben_seals(ben)

    for visitor in (ben, ada):
        assert [shown(visitor) for _look in range(3)] == [True, False, False]
    assert kept(app, OPENINGS) == []


def test_it_is_the_same_whatever_was_answered(ada, ben):
    ben_seals(ben, closeness="1")

    seen = [
        re.search(rf'<div class="{ENVELOPE}">.*?</div>', each.page(PATH).source, re.DOTALL)
        for each in (ada, ben)
    ]
    envelopes = {each[0] for each in seen if each}
    assert len(envelopes) == 1
    assert "near" not in envelopes.pop()


def test_nothing_but_its_own_page_takes_it_away(app, ada, ben):
    """Not "later" on Today, nor that all arrivals are put away, nor that one wants to be told of none."""
    ben_seals(ben)
    ada.page("/today")
    for path in ("/arrivals/wait", "/arrivals/put-away"):
        assert ada.send(path).status_code == 303
    ada.get(PATH, headers={"Sec-Purpose": "prefetch"})
    ada.page(f"/check-in/{OPENED_WEEK}")

    assert [shown(ada), shown(ada)] == [True, False]


def test_it_opens_too_for_whoever_wants_no_arrivals(app, ada, ben):
    with acting(app):
        person("ada").tells_tidings = False
    ben_seals(ben)

    assert [shown(ada), shown(ada)] == [True, False]


def test_what_is_handed_over_opens_for_whoever_reads_it_alone(ada, ben):
    ada.send(f"{PATH}/hand-over")

    assert ENVELOPE not in ada.page(PATH).source
    page = ben.page(PATH)
    assert (ENVELOPE in page.source, "Ada lets you read theirs." in page.text) == (True, True)
    assert ENVELOPE not in ben.page(PATH).source


def test_both_pairs_bear_a_name_and_stay_two(ada, ben):
    ben_seals(ben, closeness="3")
    page = ada.page(PATH)

    pairs = re.findall(r'class="opened__pair.*?class="opened__words".*?</p>', page.source, re.DOTALL)
    read = [" ".join(re.sub(r"<[^>]*>|^[^>]*>", " ", each).split()) for each in pairs]
    own = CLOSENESS_NAMES[ADA_SEALED.closeness - 1]
    assert read == ["B Ben Just touching", f"A You {own}"]


def test_each_question_has_both_voices_and_one_field(ada):
    page = ada.page(f"/check-in/{OPENED_WEEK}")

    went_well = page.source.partition('id="theirs-went-well"')[2].partition("</section>")[0]
    assert 'id="own-went-well"' in went_well
    fields = re.findall(r'placeholder="Answer …"', went_well)
    assert len(fields) == 1


def test_sealing_is_told_by_an_envelope_and_one_sentence(ada, ben):
    page = ada.page(PATH)
    unfolded = re.sub(r"<details.*</details>", "", page.source.partition("<main")[2], flags=re.DOTALL)
    sealed = re.search(r'<section class="sealed".*?</section>', page.source, re.DOTALL)

    assert sealed and 'class="envelope"' in sealed[0]
    sentence = re.search(r"<p data-waiting>.*?</p>", sealed[0], re.DOTALL)
    words = re.sub(r"<[^>]*>|\s+", " ", sentence[0])
    assert " ".join(words.split()) == "Sealed. It opens for both of you the moment Ben seals theirs."
    assert [act for act in ("reopen", "hand-over", ADA_SEALED.went_well) if act in unfolded] == []
    assert {f"{PATH}/reopen", f"{PATH}/keep", f"{PATH}/hand-over"} <= set(page.actions)


@pytest.mark.parametrize("name", ["cleo", "dan", ""])
def test_it_opens_for_nobody_else(app, ben, visit, name):
    ben_seals(ben)

    assert ENVELOPE not in visit(name).get(PATH).text


def test_a_sealed_page_looks_whether_it_has_opened_and_nobody_learns_that_it_does(app, ada, ben):
    before = ben.page("/today").source

    assert ada.get(f"{PATH}/sealed").status_code == 200
    assert ben.page("/today").source == before

    ben_seals(ben)

    answer = ada.get(f"{PATH}/sealed")
    assert (answer.status_code, answer.location) == (303, PATH)
    assert shown(ada), "looking has not seen it"
