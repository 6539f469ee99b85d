import pytest

from tracker.catalogue.strategies import STRATEGIES
from tracker.catalogue.suggestions import PHRASES, strategy_for


@pytest.mark.parametrize(
    ("name", "question", "strategy"),
    [
        ("", "", 6),
        ("Read", "Did you read?", 6),
        ("Laufen", "", 6),
        ("Understand my partner: journal", "", 3),
        ("Tagebuch", "", 1),
        ("Talk for ten minutes", "", 2),
        ("GESPRÄCH", "", 2),
        ("Date night 🌙", "", 3),
        ("Walk together", "", 3),
        ("Update the calendar", "", 6),
        ("Zuhören, ohne zu raten", "", 4),
        ("Call the therapist", "", 5),
        ("Take three breaths", "", 7),
        ("Hug", "", 8),
        ("Un câlin", "", 8),
        ("Hold hands", "", 8),
        ("Say “thank you” with a hug", "", 9),
        ("Ser agradecido: gracias", "", 9),
        ("Weekly check-in", "", 10),
        ("Gute Nacht sagen", "", 10),
        # the question is asked only where the name says nothing
        ("Evening", "Did you hug today?", 8),
        ("Talk", "Did you hug today?", 2),
        ("Ruhe\u0301", "\0", 6),
    ],
)
def test_simple_words_suggest_a_strategy(name, question, strategy):
    assert strategy_for(name, question) == strategy


def test_every_strategy_can_be_suggested_by_each_of_its_phrases():
    suggested = {
        (number, strategy_for(phrase, "")) for number, phrases in PHRASES.items() for phrase in phrases
    }

    assert suggested == {(each.number, each.number) for each in STRATEGIES if each.number != 6}


def test_where_nothing_says_it_the_asker_does():
    assert strategy_for("Evening", "", otherwise=10) == 10
