import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.world import NOW, SEALED_WEEK, person
from tracker.checkins import actions
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.words import Named
from tracker.extensions import db
from tracker.models import CheckIn
from tracker.trends.changes import OwnWords, half_year

pytestmark = pytest.mark.on_either("each reads weeks by the same statements as the one beside it")

A_WEEK = timedelta(weeks=1)


def live(name, *weeks):
    """Somebody's latest weeks, each with what went well and what would help."""
    author = person(name)
    db.session.execute(delete(CheckIn).where(CheckIn.author_id == author.id))
    for n, (well, loved) in enumerate(reversed(weeks)):
        row = actions.blank(SEALED_WEEK - n * A_WEEK, author, NOW)
        actions.write(row, Answers(closeness=4, went_well=well, feel_loved=loved), NOW)
        row.state = CheckInState.KEPT
    db.session.commit()


def test_ones_first_words_stand_beside_the_latest(inside):
    live("cleo", ("", ""), ("We sang.", ""), ("", ""), ("We talked.", ""), ("", ""))

    assert half_year(person("cleo"), NOW).own.words == (
        OwnWords(SEALED_WEEK - 3 * A_WEEK, "We sang."),
        OwnWords(SEALED_WEEK - A_WEEK, "We talked."),
    )


def test_where_there_is_only_one_week_with_words_none_stand_there(inside):
    live("cleo", ("", ""), ("We sang.", ""))

    assert half_year(person("cleo"), NOW).own.words == ()


def test_the_first_words_are_there_after_years(inside):
    live("cleo", ("We sang.", ""), *[("", "")] * 150, ("We talked.", ""))

    assert [wrote.words for wrote in half_year(person("cleo"), NOW).own.words] == ["We sang.", "We talked."]


def test_what_one_named_most_often_is_said_as_one_said_it_last(inside):
    live("cleo", ("", "A walk, only us"), ("", "Sleep"), ("", "a walk with only us"), ("", ""))

    assert half_year(person("cleo"), NOW).own.named == Named("a walk with only us", 2)


def test_what_was_named_more_than_half_a_year_ago_is_not_counted(inside):
    live("cleo", ("", "Tea"), *[("", "")] * 26, ("", "Tea"), ("", ""))

    assert half_year(person("cleo"), NOW).own.named == Named()


def test_of_the_partners_words_there_are_none(ada, ben):
    hers, his = ada.page("/trends").text, ben.page("/trends").text

    assert "canary-bens" not in hers and "canary-adas" not in his
    assert "What went well, in your first words" in hers


def test_both_peoples_weeks_stand_there_as_pairs_of_circles(ada):
    page = ada.page("/trends")

    circles = [
        each["d"].count("M") for tag, each in page.tags if tag == "path" and "pairs__circles" in each["class"]
    ]
    assert circles == [2, 2, 1, 1]
    assert "3: Just touching, 4: Overlapping a little," in page.text


def test_for_ears_the_weeks_of_both_do_not_stand_under_ones_own_answers(ada):
    names = re.findall(r"<h([23])[^>]*>\s*([^<]+?)\s*</h", ada.page("/trends").source)

    assert names[:4] == [
        ("2", "The last half year"),
        ("3", "Week by week, as close as it felt"),
        ("2", "From your own answers"),
        ("2", "The ten statements"),
    ]
