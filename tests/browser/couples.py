"""The couples of the browser tests: what they are called, what they call things, and where their things are."""

from dataclasses import dataclass, field

from tracker.domain.talk import Act, Phones


@dataclass(frozen=True)
class Words:
    """What two people are called, and what they call things."""

    key: str
    names: tuple[str, str]
    space: str
    habit: str
    cue: str
    prose: str


EVERYDAY = Words(
    "everyday",
    ("Robin", "Sasha"),
    "Our kitchen table",
    "Thank your partner for one exact thing",
    "Before the light goes out",
    "You took the early train so that we had the evening. I saw it.\n\nThank you. 💛",
)
# Nothing of this has a place to wrap at; each is as long as a form takes.
UNBROKEN = Words(
    "unbroken",
    ("Maximiliana" * 2 + "MaxAnna.", "W" * 30),
    "Wohngemeinschaft" * 5,
    "Feierabendspaziergang" * 5 + "zu-zweit-immer.",
    "Abendbrotabräumen" * 7,
    "Donaudampfschifffahrtsgesellschaft" * 9,
)
STRANGE = Words(
    "strange",
    ("👩🏽‍❤️‍💋‍👨🏿", "شهرزاد بنت عبد الرحمن"),
    "הבית של שנינו",
    "نشرب الشاي معًا كل مساء 🫖👨‍👩‍👧‍👦🏳️‍🌈 قبل النوم",
    "אחרי ארוחת הערב",
    "شكرًا لأنك انتظرتني.\n👩‍❤️‍👨🧑🏿‍🤝‍🧑🏻🫶🏽\nתודה.",
)
COUPLES = (EVERYDAY, UNBROKEN, STRANGE)

HOST, OTHER = "one", "other"
# How far the talks of some couples have come: on how many phones, and who has tapped what.
TALKS: dict[str, tuple[Phones, tuple[tuple[str, Act], ...]]] = {
    "awaited": (Phones.TWO, ()),
    "speaking": (Phones.TWO, ((OTHER, Act.COME),)),
    "heard": (Phones.TWO, ((OTHER, Act.COME), (HOST, Act.SAID))),
    "resting": (Phones.TWO, ((OTHER, Act.COME), (OTHER, Act.REST))),
    "thanked": (Phones.TWO, ((OTHER, Act.COME), (HOST, Act.SAID), (HOST, Act.MEANT), (OTHER, Act.END))),
    "passing": (Phones.ONE, ()),
    "passed": (Phones.ONE, ((HOST, Act.SAID),)),
}


@dataclass(frozen=True)
class Household:
    """Where the things of one couple are, and by which ``links`` whoever is no member of it comes to pages."""

    habit: int
    track: int
    measured: int
    measured_track: int
    private: int
    archived: int
    note: int
    reflection: int
    shared: int
    look: int
    outing: int
    been: int
    remembered: int
    appointment: int
    summary: str
    week: str
    earlier_week: str
    year: int
    before: str
    long_before: str
    invitation: str = ""
    links: dict[str, str] = field(default_factory=dict)


def secret_of(words: Words) -> str:
    return f"the-secret-of-the-{words.key}-ones"
