"""What Ada and Ben wrote for themselves."""

from dataclasses import dataclass

from tracker.catalogue.prompts import prompt_called
from tracker.demo.habits import ADA, BEN
from tracker.domain.prompts import Topic
from tracker.domain.reflections import ReflectionEntry, entry, look


@dataclass(frozen=True, slots=True)
class Reflected:
    """A reflection, so many days ago, and whether its author has shared it."""

    days_ago: int
    author: str
    entry: ReflectionEntry
    shared: bool = False


def answered(prompt: str, body: str, title: str = "") -> ReflectionEntry:
    """What somebody wrote to a question of ours."""
    asked = prompt_called(prompt)
    assert asked is not None
    return entry(asked.topic, body, title=title, prompt=prompt)


REFLECTIONS: tuple[Reflected, ...] = (
    Reflected(
        169,
        ADA,
        answered(
            "closeness-us-turn",
            "I think it was the winter after the move. Nothing happened. We were tired, then polite, and then "
            "polite was what we had.",
            title="The winter after the move",
        ),
        shared=True,
    ),
    Reflected(
        150,
        BEN,
        answered(
            "work-me-unseen",
            "The release. I talk about it as if it were weather, but I lie awake over it. I have told nobody that "
            "I am afraid of being found out.",
        ),
    ),
    Reflected(
        133,
        ADA,
        answered(
            "family-me-pulled",
            "Mum rings every evening at the time when Ben comes home. I take the call in the hall. He stands in "
            "the kitchen with his coat on.\n\nCould I ring her at lunch instead?",
            title="Two people at half past six",
        ),
        shared=True,
    ),
    Reflected(
        124,
        ADA,
        look(
            "The Saturday with the shelf. Ben had planned the afternoon for it, Ada had asked a friend round. Both "
            "said that they had told the other.",
            (
                (
                    "Two people who each wanted a nice Saturday, and a shelf. A friend would have laughed, and asked who "
                    "writes things down in this house."
                ),
                "That I am sure I said it. Being sure makes me deaf.",
                "To ask once what he had looked forward to, before I say what I had.",
            ),
        ),
    ),
    Reflected(
        92,
        BEN,
        answered(
            "closeness-you-reach",
            "She puts a cup next to me without a word. I used to think that this was about tea.",
        ),
        shared=True,
    ),
    Reflected(
        61,
        ADA,
        answered(
            "health-us-good",
            "The walk to the lake. Last time in October, I think. We talked all the way there and nothing on the "
            "way back, and both was good.",
        ),
    ),
    Reflected(
        37,
        ADA,
        answered(
            "money-me-night",
            "The boiler. If it goes, it goes, and we would manage. At three in the morning I do not know that.",
        ),
    ),
    Reflected(
        20, BEN, entry(Topic.FREE, "She laughed today like she used to. I want to remember what I said.")
    ),
    Reflected(
        9,
        ADA,
        answered(
            "conflict-me-beneath",
            "I said that I was angry about the dishes. I was sad that he had not asked how the talk with Mum went.",
            title="Not the dishes",
        ),
    ),
)
