"""What Ada and Ben wrote on the wall."""

from dataclasses import dataclass

ADA, BEN = "ada", "ben"


@dataclass(frozen=True, slots=True)
class Wrote:
    """A note, and how it was answered; about a strategy, a habit by its key, or nothing in particular.

    With ``seen`` a picture goes with it, on which that is to be seen.
    """

    days_ago: int
    author: str
    body: str
    strategy: int = 0
    habit: str = ""
    reaction: str = ""
    answer: str = ""
    pinned: bool = False
    seen: str = ""


NOTES: tuple[Wrote, ...] = (
    Wrote(
        171,
        ADA,
        "Thank you for trying this. You don’t have to like it. I like that you try.",
        reaction="heart",
    ),
    Wrote(
        168, BEN, "The soup on Thursday was the best part of my week, and I mean the soup AND the sitting.", 3
    ),
    Wrote(
        165,
        ADA,
        "You put the phone away before I had even sat down. I saw it.",
        habit="phones",
        reaction="thanks",
    ),
    Wrote(
        160,
        BEN,
        "You listened yesterday without fixing anything. I didn’t know how much I needed that.",
        4,
        reaction="hug",
    ),
    Wrote(155, ADA, "Ten quiet minutes for you, and then a whole evening for me. A good trade.", 2),
    Wrote(149, BEN, "Clean shirts. I know they don’t wash themselves. 👕", 9, reaction="laugh"),
    Wrote(
        144, ADA, "You made Mum laugh on the phone today. She has not laughed all month.", reaction="heart"
    ),
    Wrote(
        139,
        BEN,
        "There was a note in my lunch box. I have read it to nobody and thought of it all day.",
        reaction="spark",
    ),
    Wrote(
        134,
        ADA,
        "Hail! And you still walked round the block with me. Pepper will never forgive us. 🌨️",
        habit="walk",
        reaction="laugh",
    ),
    Wrote(
        129,
        BEN,
        "Ghost reporting from the office: I see everything you’re doing this week.",
        9,
        reaction="hug",
    ),
    Wrote(
        125,
        BEN,
        "Seven things you did that I would not have noticed:\n\nthe bin, the bulb in the cellar, my travel pass, "
        "Pepper’s tablets, the card for my sister, the cheese I like, asking twice.",
        9,
        reaction="heart",
    ),
    Wrote(121, ADA, "I have read your seven things four times. Now it’s five.", reaction="spark"),
    Wrote(
        117,
        ADA,
        "Thank you for coming to the kitchen after the half hour. I wasn’t sure you would.",
        7,
        reaction="hug",
    ),
    Wrote(
        113,
        BEN,
        "It’s out! And you danced with me at the door although you were half asleep. 🎉",
        reaction="laugh",
    ),
    Wrote(
        109,
        ADA,
        "You held the phone for me when they called from the hospital. My hands were shaking.",
        8,
        reaction="heart",
    ),
    Wrote(
        105,
        BEN,
        "Three breaths at the door. Today it was nine. Thank you for not counting.",
        habit="hug",
        reaction="heart",
    ),
    Wrote(101, ADA, "Four days, two coats, one lake. You really booked it!", 3, reaction="spark"),
    Wrote(
        96,
        BEN,
        "Whoever rows in circles sees everything twice. I’d row in circles with you any time. 🚣",
        reaction="laugh",
    ),
    Wrote(
        95,
        ADA,
        "You went on reading after I had fallen asleep. I know, because the bookmark moved.",
        reaction="heart",
    ),
    Wrote(91, BEN, "There’s a stone from the lake on my desk. It’s the best thing on it.", reaction="thanks"),
    Wrote(86, ADA, "Pancakes on a Tuesday is a love language.", reaction="laugh"),
    Wrote(
        82,
        BEN,
        "You saw that I was worried and asked. And then you asked again the next day.",
        4,
        reaction="heart",
    ),
    Wrote(
        78,
        ADA,
        "An hour of numbers with you, with cake, without a single sigh. I’m proud of us.",
        2,
        reaction="spark",
    ),
    Wrote(74, BEN, "I came home and it smelled of bread. That’s all. That’s the note. 🍞", reaction="thanks"),
    Wrote(
        70, ADA, "Two names on the fridge, in your handwriting. I know what that cost you.", 5, reaction="hug"
    ),
    Wrote(65, BEN, "You said “no hurry” and then you really didn’t hurry me.", 7, reaction="thanks"),
    Wrote(58, ADA, "Broth report: excellent. Cook: excellent. Patient: difficult. 🍲", reaction="laugh"),
    Wrote(55, ADA, "You slept on that sofa for four nights. Your poor back. Thank you.", 9, reaction="heart"),
    Wrote(
        51,
        BEN,
        "First walk again, slow as two snails. I wouldn’t have wanted to be faster.",
        habit="walk",
        reaction="heart",
    ),
    Wrote(
        46,
        ADA,
        "You spoke first in there. I was so proud that I nearly missed what you said.",
        5,
        reaction="hug",
    ),
    Wrote(
        42, BEN, "Nobody finishes my sentences any more. It turns out they have endings!", 4, reaction="laugh"
    ),
    Wrote(
        37,
        ADA,
        "“Listen or help?” you said, and I said listen, and you did.",
        habit="listen",
        reaction="heart",
    ),
    Wrote(
        33,
        BEN,
        "I heard what you said about me to Tom. I was behind the door with the potatoes.",
        9,
        reaction="laugh",
    ),
    Wrote(
        29,
        ADA,
        "The kitchen floor is a dance floor now. I won’t be taking questions. 💃",
        8,
        reaction="spark",
    ),
    Wrote(
        25, BEN, "A note in my coat pocket, on the coldest platform there is. Warm all day.", reaction="heart"
    ),
    Wrote(
        20,
        ADA,
        "Three hours of singing and you asked for a fourth. That was kind, and a little mad.",
        reaction="laugh",
    ),
    Wrote(16, BEN, "You said no on Monday. I’d have loved to be a fly on that wall.", 6, reaction="thanks"),
    Wrote(
        12,
        ADA,
        "My bike brakes again. I hadn’t even told you that it didn’t. How do you do that?",
        reaction="spark",
    ),
    Wrote(
        9,
        BEN,
        "Half a year of good nights. I’d like a few thousand more.",
        habit="good_night",
        reaction="heart",
        pinned=True,
    ),
    Wrote(6, ADA, "You looked up. You always look up now. ❤️", 4, reaction="heart"),
    Wrote(
        3,
        BEN,
        "The last page of the long book was yours to read, and you gave it to me.",
        reaction="hug",
        answer="You do the voices better.",
    ),
    Wrote(
        1,
        ADA,
        "Breakfast with one coat each. It’s getting warmer, or we are.",
        3,
        reaction="spark",
        seen="Two mugs that steam on the windowsill, and the sun coming up behind the hills.",
    ),
    Wrote(0, BEN, "There’s something on the breakfast table tomorrow. Don’t look it up. 🤫"),
)


@dataclass(frozen=True, slots=True)
class Remarked:
    """What somebody wrote about a day of a habit, by the habit's key; private, or for both."""

    days_ago: int
    author: str
    habit: str
    body: str
    private: bool = False


REMARKS: tuple[Remarked, ...] = (
    Remarked(3, ADA, "yoga", "Only twelve minutes, and still a better day."),
    Remarked(11, ADA, "yoga", "Skipped the hard part. Did the lying down part twice.", private=True),
    Remarked(2, ADA, "thank_you", "For fetching the parcel without being asked."),
    Remarked(6, BEN, "thank_you", "For the list on the fridge that had my favourite cheese on it."),
    Remarked(20, BEN, "walk", "Pepper found a hedgehog. We were out for an hour."),
)

# Who put what into the jar, for whom.
JAR = (
    (
        ADA,
        BEN,
        "You carry more than anybody sees. I see it. Put some of it down tonight; I have a hand free.",
    ),
    (
        BEN,
        ADA,
        "Remember the lake, the third evening, when neither of us wanted to go in? We can go there again.",
    ),
)
OPENED = "If it is one of those days: the blue blanket, the long book, and me being quiet next to you."
