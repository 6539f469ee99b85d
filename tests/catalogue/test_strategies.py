import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.catalogue import exceptions, guide
from tracker.catalogue.exceptions import EXCEPTIONS
from tracker.catalogue.sources import HOW_WELL
from tracker.catalogue.strategies import (
    EASIEST,
    FIRST_STEPS,
    QUESTIONS,
    REMINDERS,
    STRATEGIES,
    question_called,
    question_near,
    reminder_of,
    strategy,
    strategy_called,
    strategy_of,
    suggestion_called,
)
from tracker.domain.habits import CUE_LENGTH, NAME_LENGTH, Mode
from tracker.domain.schedules import DAILY

SUGGESTIONS = [suggestion for each in STRATEGIES for suggestion in each.suggestions]
MODULES = [*sorted(Path(guide.__file__).parent.glob("*.py")), Path(exceptions.__file__)]

UNSAID = r"(fail|lose|losing|loss|lost|break|brok|miss)\w*"
GENDERED = r"(s?he|him|his|hers?|himself|herself|husband|wife|(boy|girl)friend|(wo)?m[ae]n|guy|girl|boy)s?"
QUOTED = r"[“”]"
STRAIGHT = r"['\"]| - |--|\.\.\."
BRITISH_OR_AMERICAN = r"\w*(colou?r|favou?r|behaviou?r|humou?r|honou?r|neighbou?r|counsell?or|gr[ae]y)\w*"


def texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in {"slug", "mode", "sources", "against", "strategies"}:
                yield from texts(getattr(thing, field.name))


TEXTS = list(texts([*STRATEGIES, *QUESTIONS, *REMINDERS, *HOW_WELL.values(), *EXCEPTIONS.values()]))
FINDINGS = [finding for each in STRATEGIES for finding in each.research]


def test_there_are_ten_in_the_order_of_the_design():
    assert [(each.number, each.slug, each.name) for each in STRATEGIES] == [
        (1, "understand", "Understand where the distance comes from"),
        (2, "communicate", "Communicate openly and honestly"),
        (3, "time", "Make time for each other"),
        (4, "empathy", "Answer with empathy"),
        (5, "help", "Ask for professional help"),
        (6, "selfcare", "Look after yourself"),
        (7, "patience", "Be patient and persistent"),
        (8, "touch", "Be close physically"),
        (9, "gratitude", "Show gratitude and appreciation"),
        (10, "open", "Keep the lines open"),
    ]


def test_there_are_three_questions():
    assert [each.question for each in QUESTIONS] == [
        "How long does it take?",
        "What if my partner will not open up?",
        "Is distance a sign of something deeper?",
    ]
    assert all(2 <= len(each.answer) <= 4 for each in QUESTIONS)


def test_there_are_three_reminders():
    assert [each.name for each in REMINDERS] == [
        "Be patient with both of you",
        "Trust and a safe space come first",
        "Closeness is kept up, not reached once",
    ]


def test_each_strategy_has_one_question_near():
    slugs = [each.slug for each in STRATEGIES]
    near = [slug for each in QUESTIONS for slug in each.strategies]

    assert sorted(near) == sorted(slugs)
    assert [
        question_near(each).slug for each in STRATEGIES if each.slug in ("patience", "empathy", "help")
    ] == [
        "not-opening-up",
        "something-deeper",
        "how-long",
    ]


def test_questions_are_found_by_slug():
    assert [question_called(each.slug) for each in QUESTIONS] == list(QUESTIONS)


def test_no_week_begins_with_the_reminder_of_the_week_before():
    weeks = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(30)]
    told = [reminder_of(week) for week in weeks]

    assert {*told[:3]} == {*told[3:6]} == set(REMINDERS)
    assert [week for week, before in zip(told[1:], told, strict=False) if week == before] == []


@pytest.mark.parametrize("each", STRATEGIES, ids=lambda each: each.slug)
def test_a_strategy_says_what_is_known_of_it(each):
    assert 2 <= len(each.research) <= 4
    assert all(len(finding.text) <= 300 for finding in each.research)


def test_no_two_pages_of_the_guide_share_a_slug():
    slugs = [each.slug for each in (*STRATEGIES, *QUESTIONS, *REMINDERS)]

    assert sorted(slugs) == sorted(set(slugs))


def test_no_two_suggestions_share_a_slug_or_a_name():
    slugs = [each.slug for each in SUGGESTIONS]
    names = [each.name for each in SUGGESTIONS]

    assert sorted(slugs) == sorted(set(slugs))
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("each", STRATEGIES, ids=lambda each: each.slug)
def test_a_strategy_says_enough_and_not_too_much(each):
    assert 0 < len(each.essence) <= 110
    assert 2 <= len(each.why) <= 3
    assert 3 <= len(each.how) <= 5
    assert len(each.words) == 3
    assert 3 <= len(each.suggestions) <= 5


@pytest.mark.parametrize("each", SUGGESTIONS, ids=lambda each: each.slug)
def test_a_suggestion_is_small_and_fits_a_habit(each):
    assert 0 < len(each.name) <= 90 <= NAME_LENGTH
    assert len(each.cue) <= 60 <= CUE_LENGTH
    assert 1 <= each.minutes < 10
    assert not each.name.endswith(".")


def test_looking_after_oneself_is_for_one():
    assert {each.mode for each in strategy_called("selfcare").suggestions} == {Mode.ONE}


def test_touch_is_mostly_done_together():
    modes = [each.mode for each in strategy_called("touch").suggestions]

    assert modes.count(Mode.TOGETHER) > len(modes) / 2


def test_newcomers_are_offered_four_steps_of_a_minute_a_day():
    assert [strategy_of(each).slug for each in FIRST_STEPS] == ["time", "gratitude", "empathy", "time"]
    assert len(set(FIRST_STEPS)) == 4
    assert {(each.schedule, each.minutes) for each in FIRST_STEPS} == {(DAILY, 1)}


def test_the_two_that_are_chosen_already_can_be_done_by_somebody_alone_in_the_app():
    assert [each.mode for each in EASIEST] == [Mode.EACH, Mode.EACH]
    assert {strategy_of(each).slug for each in EASIEST} == {"time", "gratitude"}


def test_one_who_is_still_alone_finds_a_first_step_in_each():
    alone = {strategy_of(each).slug for each in FIRST_STEPS if each.mode is not Mode.TOGETHER}

    assert alone == {"time", "empathy", "gratitude"}


def test_a_strategy_is_found_by_number_and_by_slug():
    assert [strategy(each.number) for each in STRATEGIES] == list(STRATEGIES)
    assert [strategy_called(each.slug) for each in STRATEGIES] == list(STRATEGIES)


def test_a_suggestion_is_found_by_slug_and_leads_to_its_strategy():
    assert [suggestion_called(each.slug) for each in SUGGESTIONS] == SUGGESTIONS
    assert all(each in strategy_of(each).suggestions for each in SUGGESTIONS)


def test_what_is_not_in_the_catalogue_is_not_found():
    assert strategy_called("roses") is None
    assert suggestion_called("roses") is None
    with pytest.raises(KeyError):
        strategy(0)


@pytest.mark.parametrize("unwanted", [UNSAID, GENDERED, BRITISH_OR_AMERICAN])
def test_some_words_appear_nowhere(unwanted):
    assert [text for text in TEXTS if re.search(rf"\b{unwanted}\b", text, re.IGNORECASE)] == []


def test_quotes_and_dashes_are_typographic():
    assert [text for text in TEXTS if re.search(STRAIGHT, text)] == []


def test_what_one_could_say_stands_without_quotes():
    said = [words.say for each in STRATEGIES for words in each.words]

    assert [say for say in said if re.search(QUOTED, say)] == []


def test_no_text_is_written_twice_but_a_cue():
    cues = {each.cue for each in SUGGESTIONS}
    others = [text for text in TEXTS if text not in cues]

    assert sorted(others) == sorted(set(others))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_text_is_marked_for_the_translators(module):
    assert [
        text
        for text in unmarked(ast.parse(module.read_text(encoding="utf-8")))
        if not looks_like_a_slug(text)
    ] == []


def unmarked(tree: ast.Module) -> Iterator[str]:
    """The strings of a module, apart from docstrings and texts marked whole, as one literal."""
    passed_over = {id(literal) for literal in (*docstrings(tree), *marked(tree))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over:
            yield node.value


def docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef) and ast.get_docstring(node):
            yield node.body[0].value


def marked(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield from node.args


def looks_like_a_slug(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z-]*", text))
