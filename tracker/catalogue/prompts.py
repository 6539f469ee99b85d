"""Questions to begin a reflection with: on what may weigh on oneself, on one's partner, on both.

They speak to the one who writes, of whom "you" is said, and of the partner as "they".
"""

from collections.abc import Mapping

from tracker.domain.prompts import About, Prompt, Start, Topic
from tracker.domain.texts import _

TOPIC_NAMES: Mapping[Topic, str] = {
    Topic.WORK: _("Work"),
    Topic.CONFLICT: _("Unresolved conflict"),
    Topic.HEALTH: _("Health"),
    Topic.FAMILY: _("Family"),
    Topic.MONEY: _("Money"),
    Topic.CLOSENESS: _("Closeness"),
    Topic.FREE: _("Anything else"),
}

PROMPTS: tuple[Prompt, ...] = (
    Prompt(
        "work-me-unseen",
        Topic.WORK,
        About.ME,
        _("What do you carry home from work, or from all that has to be done, that nobody sees?"),
    ),
    Prompt(
        "work-me-left",
        Topic.WORK,
        About.ME,
        _("When the day is over, how much of you is left for the two of you? What takes most of it?"),
    ),
    Prompt(
        "work-me-lighter",
        Topic.WORK,
        About.ME,
        _("If one thing about your days could be lighter next week, which would you choose?"),
    ),
    Prompt(
        "work-you-days",
        Topic.WORK,
        About.YOU,
        _("What may their days be like at the moment? Write it as a question you could ask."),
    ),
    Prompt(
        "work-you-too-much",
        Topic.WORK,
        About.YOU,
        _("How do you notice that it was too much for them? What do you usually make of it?"),
    ),
    Prompt(
        "work-you-unsaid",
        Topic.WORK,
        About.YOU,
        _("What do they do, day after day, that nobody says a word about?"),
    ),
    Prompt(
        "work-us-hours",
        Topic.WORK,
        About.US,
        _("Which hours of the week belong to the two of you? What keeps taking them away?"),
    ),
    Prompt(
        "work-us-share",
        Topic.WORK,
        About.US,
        _("How is the work at home shared out? What feels fair to you in it, and what does not?"),
    ),
    Prompt(
        "conflict-me-again",
        Topic.CONFLICT,
        About.ME,
        _("Which disagreement keeps coming back to you? What do you wish had been understood?"),
    ),
    Prompt(
        "conflict-me-beneath",
        Topic.CONFLICT,
        About.ME,
        _(
            "Beneath anger there is often something softer. What was it for you: fear, sadness, shame, longing?"
        ),
    ),
    Prompt(
        "conflict-me-part",
        Topic.CONFLICT,
        About.ME,
        _("Which small part of it was yours? You need not take on the whole."),
    ),
    Prompt(
        "conflict-you-protect",
        Topic.CONFLICT,
        About.YOU,
        _("What may they have wanted to protect when you disagreed?"),
    ),
    Prompt(
        "conflict-you-story",
        Topic.CONFLICT,
        About.YOU,
        _("How would they tell the story? Write it as kindly as you would like yours to be told."),
    ),
    Prompt(
        "conflict-us-dance",
        Topic.CONFLICT,
        About.US,
        _("When it gets hard, who moves closer and who steps back? What does each of you hope for?"),
    ),
    Prompt(
        "conflict-us-back",
        Topic.CONFLICT,
        About.US,
        _("What has helped you to find your way back to each other before, even a little?"),
    ),
    Prompt(
        "conflict-us-agree",
        Topic.CONFLICT,
        About.US,
        _("What do the two of you agree on, even in this?"),
    ),
    Prompt(
        "health-me-body",
        Topic.HEALTH,
        About.ME,
        _("How has your body been lately: sleep, pain, strength? What does it do to your patience?"),
    ),
    Prompt(
        "health-me-mood",
        Topic.HEALTH,
        About.ME,
        _("How have you felt on most days? Is there a part of it that you have told nobody?"),
    ),
    Prompt(
        "health-me-rest",
        Topic.HEALTH,
        About.ME,
        _("What would rest look like, if you allowed yourself some?"),
    ),
    Prompt(
        "health-you-notice",
        Topic.HEALTH,
        About.YOU,
        _("What do you see of how they sleep, eat, move and laugh? What do you not know?"),
    ),
    Prompt(
        "health-you-care",
        Topic.HEALTH,
        About.YOU,
        _("Which kind of care do they like when they are not well, and which kind do you tend to give?"),
    ),
    Prompt(
        "health-us-unspoken",
        Topic.HEALTH,
        About.US,
        _("What has an illness, a birth or plain tiredness changed between you without a word about it?"),
    ),
    Prompt(
        "health-us-good",
        Topic.HEALTH,
        About.US,
        _("Which small thing does both of you good? When did you last do it?"),
    ),
    Prompt(
        "family-me-pulled",
        Topic.FAMILY,
        About.ME,
        _("Who needs you at the moment? In which directions are you pulled?"),
    ),
    Prompt(
        "family-me-learned",
        Topic.FAMILY,
        About.ME,
        _("What did you learn about closeness where you grew up? Which part of it would you like to keep?"),
    ),
    Prompt(
        "family-you-carry",
        Topic.FAMILY,
        About.YOU,
        _("What may they carry for their family, or because of it, that you see little of?"),
    ),
    Prompt(
        "family-you-shown",
        Topic.FAMILY,
        About.YOU,
        _("How was care shown where they grew up? Where do you meet it today?"),
    ),
    Prompt(
        "family-us-two",
        Topic.FAMILY,
        About.US,
        _("With so many who need something from you: when is it just the two of you?"),
    ),
    Prompt(
        "family-us-line",
        Topic.FAMILY,
        About.US,
        _("Where would you like to draw a line towards others, kindly and together?"),
    ),
    Prompt(
        "money-me-night",
        Topic.MONEY,
        About.ME,
        _("Which worry about money comes at night? What would happen then, and how likely is it?"),
    ),
    Prompt(
        "money-me-means",
        Topic.MONEY,
        About.ME,
        _("What does money mean to you: safety, freedom, worth, care? Where does that come from?"),
    ),
    Prompt(
        "money-you-means",
        Topic.MONEY,
        About.YOU,
        _("What may money mean to them? What makes you think so?"),
    ),
    Prompt(
        "money-you-alone",
        Topic.MONEY,
        About.YOU,
        _("Which worry may they keep to themselves so that you have one fewer?"),
    ),
    Prompt(
        "money-us-talk",
        Topic.MONEY,
        About.US,
        _("How do you talk about money, if you do? When did it go well?"),
    ),
    Prompt(
        "money-us-enough",
        Topic.MONEY,
        About.US,
        _("What would be enough for the two of you, for now?"),
    ),
    Prompt(
        "closeness-me-last",
        Topic.CLOSENESS,
        About.ME,
        _("When did you last feel close? What was it made of?"),
    ),
    Prompt(
        "closeness-me-long",
        Topic.CLOSENESS,
        About.ME,
        _("What do you long for and have not said? What makes it hard to say?"),
    ),
    Prompt(
        "closeness-me-away",
        Topic.CLOSENESS,
        About.ME,
        _("When do you draw back, and from what?"),
    ),
    Prompt(
        "closeness-you-reach",
        Topic.CLOSENESS,
        About.YOU,
        _("How do they reach for you, perhaps in ways that are easily overlooked?"),
    ),
    Prompt(
        "closeness-you-ask",
        Topic.CLOSENESS,
        About.YOU,
        _("What would you like to know about them that you have not asked for a long time?"),
    ),
    Prompt(
        "closeness-us-turn",
        Topic.CLOSENESS,
        About.US,
        _("When did the distance begin? What came before it: a move, a birth, a new job, a quarrel?"),
    ),
    Prompt(
        "closeness-us-still",
        Topic.CLOSENESS,
        About.US,
        _("What is still there between you, whatever else has changed?"),
    ),
    Prompt(
        "closeness-us-more",
        Topic.CLOSENESS,
        About.US,
        _("What would you like to do a little more of together, and what a little less of?"),
    ),
)

_BY_SLUG = {each.slug: each for each in PROMPTS}


def prompts_on(topic: Topic, about: About) -> tuple[Prompt, ...]:
    """The questions on a topic from one side, in order; none on anything else.

    >>> [each.slug for each in prompts_on(Topic.MONEY, About.YOU)]
    ['money-you-means', 'money-you-alone']
    """
    return tuple(each for each in PROMPTS if (each.topic, each.about) == (topic, about))


def prompt_called(slug: str) -> Prompt | None:
    """The question with this slug, or ``None``: anyone can type an address."""
    return _BY_SLUG.get(slug)


def prompt_after(prompt: Prompt) -> Prompt:
    """Another question on the same; after the last comes the first.

    >>> prompt_after(prompt_after(prompt_called("money-you-means"))).slug
    'money-you-means'
    """
    several = prompts_on(prompt.topic, prompt.about)
    return several[(several.index(prompt) + 1) % len(several)]


def start(topic: str = "", about: str = "", prompt: str = "") -> Start:
    """Where an address begins. A question that is named says all; of what is unknown the first takes the place.

    >>> start(topic="money", about="you").prompt.slug, start(prompt="money-us-talk").about.value
    ('money-you-means', 'us')
    >>> start(topic="roses")
    Start(topic=<Topic.FREE: 'free'>, about=<About.ME: 'me'>, prompt=None)
    """
    asked = prompt_called(prompt)
    if asked is None:
        side = About(about) if about in list(About) else About.ME
        asked = next(iter(prompts_on(Topic(topic), side)), None) if topic in list(Topic) else None
    return Start(asked.topic, asked.about, asked) if asked else Start(Topic.FREE)
