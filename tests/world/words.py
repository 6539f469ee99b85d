"""What they have written: words that are found in no text of ours, each with who may be shown it."""

from tests.beside import THEIRS
from tests.pictures import HIDDEN
from tests.world.people import PEOPLE, involve
from tracker.domain.checkins import Answers

READERS: dict[str, frozenset[str]] = {}


def word(name: str, *readers: str) -> str:
    """A word that stands for a text, and who may be shown it."""
    canary = f"canary-{name}"
    READERS[canary] = frozenset(readers)
    return canary


def hidden_from(reader: str) -> frozenset[str]:
    """The words that must never be on a page of this person's, or of a guest's."""
    return frozenset(canary for canary, readers in READERS.items() if reader not in readers) | {THEIRS}


def email(name: str) -> str:
    """The address of one of them, who has to do with the test from here on."""
    involve(name)
    return f"{READERS_OF_ADDRESS[name]}@example.org"


READERS_OF_ADDRESS = {name: word(f"{name}-address", name) for name in PEOPLE}

SPACE = word("space", "ada", "ben", "dan")  # Dan took the name along
CLEOS_SPACE = word("cleos-space", "cleo")

ONCE_EACH = word("once-each", "ada", "dan")
ONCE_TOGETHER = word("once-together", "ada", "dan")
DANS_PRIVATE = word("dans-private", "dan")
UNSHARED = word("unshared", "ada")
EACH = word("each", "ada", "ben")
EACH_CUE = word("each-cue", "ada", "ben")
TOGETHER = word("together", "ada", "ben")
ADAS_PRIVATE = word("adas-private", "ada")
ADAS_PRIVATE_CUE = word("adas-private-cue", "ada")
ADAS_REMARK = word("adas-remark", "ada", "ben")
ADAS_PRIVATE_REMARK = word("adas-private-remark", "ada")
BENS_REMARK = word("bens-remark", "ada", "ben")
BENS_OWN = word("bens-own", "ada", "ben")
ARCHIVED = word("archived", "ada", "ben")
CLEOS = word("cleos-habit", "cleo")

COVER = word("cover", "ada", "ben")
TOPIC = word("topic", "ada", "ben")

DAN_TO_ADA = word("dan-to-ada", "ada")
ADA_TO_DAN = word("ada-to-dan", "ada")
ADA_TO_BEN = word("ada-to-ben", "ada", "ben")
BEN_TO_ADA = word("ben-to-ada", "ada", "ben")
BEN_ANSWERS = word("ben-answers", "ada", "ben")
BENS_WAITING = word("bens-waiting", "ada", "ben")
ADAS_DELETED = word("adas-deleted", "ada")  # once she has put it back
READERS[HIDDEN] = frozenset()  # in every picture that was sent, and in none that is kept
SEEN_BY_BOTH = word("seen-by-both", "ada", "ben")
DAN_WAS_SEEN = word("dan-was-seen", "ada")
DELETED_SIGHT = word("deleted-sight", "ada")  # once she has put the note back
CLEOS_SIGHT = word("cleos-sight", "cleo")
JAR_OPENED = word("jar-opened", "ada", "ben")
JAR_UNOPENED = word("jar-unopened", "ada")
BENS_JAR = word("bens-jar", "ben")
BENS_BEGUN = word("bens-begun", "ben")
CLEOS_WAITING = word("cleos-waiting", "cleo")

ADAS_REFLECTION = word("adas-reflection", "ada")
ADAS_REFLECTION_TITLE = word("adas-reflection-title", "ada")
ADAS_SHARED = word("adas-shared", "ada", "ben")
ADAS_TAKEN_BACK = word("adas-taken-back", "ada")
ADAS_LOOK = word("adas-look", "ada")
ADAS_LOOK_ANSWER = word("adas-look-answer", "ada")
ADAS_DELETED_REFLECTION = word("adas-deleted-reflection", "ada")  # once she has put it back
BENS_REFLECTION = word("bens-reflection", "ben")
BENS_SHARED = word("bens-shared", "ada", "ben")
ADA_ONCE_SHARED = word("ada-once-shared", "ada")
DAN_ONCE_SHARED = word("dan-once-shared", "dan")
CLEOS_REFLECTION = word("cleos-reflection", "cleo")
OUTING = word("outing", "ada", "ben")
OUTING_PLACE = word("outing-place", "ada", "ben")
OUTING_NOTE = word("outing-note", "ada", "ben")
BENS_OUTING = word("bens-outing", "ada", "ben")
DONE_OUTING = word("done-outing", "ada", "ben")
DONE_LINE = word("done-line", "ada", "ben")
OFF_OUTING = word("off-outing", "ada", "ben")
DELETED_OUTING = word("deleted-outing", "ada", "ben")  # once it is put back
ADAS_OWN_OUTING = word("adas-own-outing", "ada")
OUTING_WITH_DAN = word("once-outing", "ada", "dan")
DANS_OWN_OUTING = word("dans-own-outing", "dan")
CLEOS_OUTING = word("cleos-outing", "cleo")
CLEOS_PASSKEY = word("cleos-passkey", "cleo")
IDEA = word("idea", "ada", "ben")
BENS_OWN_IDEA = word("bens-own-idea", "ben")
ADAS_OWN_IDEA = word("adas-own-idea", "ada")
DELETED_IDEA = word("deleted-idea", "ada", "ben")
CLEOS_IDEA = word("cleos-idea", "cleo")
REMEMBERED = word("remembered", "ada", "ben")
BENS_OWN_DAY = word("bens-own-day", "ben")
ADAS_OWN_DAY = word("adas-own-day", "ada")
DELETED_DAY = word("deleted-day", "ada", "ben")
CLEOS_DAY = word("cleos-day", "cleo")
APPOINTMENT = word("appointment", "ada", "ben")
APPOINTMENT_PLACE = word("appointment-place", "ada", "ben")
APPOINTMENT_NOTE = word("appointment-note", "ada", "ben")
TO_BRING = word("to-bring", "ada", "ben")
DELETED_TO_BRING = word("deleted-to-bring", "ada", "ben")  # once it is put back
DELETED_APPOINTMENT = word("deleted-appointment", "ada", "ben")  # once it is put back
ADAS_APPOINTMENT = word("adas-appointment", "ada")
ADAS_TO_BRING = word("adas-to-bring", "ada")
ADAS_APPOINTMENT_NOTE = word("adas-appointment-note", "ada")
BENS_APPOINTMENT = word("bens-appointment", "ben")
BENS_TO_BRING = word("bens-to-bring", "ben")
APPOINTMENT_WITH_DAN = word("once-appointment", "dan")
DANS_APPOINTMENT = word("dans-appointment", "dan")
DANS_TO_BRING = word("dans-to-bring", "dan")
CLEOS_APPOINTMENT = word("cleos-appointment", "cleo")
ADAS_WANTS = word("adas-wants", "ada", "ben")  # she has agreed to show it
BENS_WANTS = word("bens-wants", "ben")
DANS_WANTS = word("dans-wants", "dan")  # once shown to Ada
CLEOS_WANTS = word("cleos-wants", "cleo")


def answers(of: str, *readers: str, author: str, closeness: int) -> Answers:
    """Answers with a word in each text; the private line is its author's alone."""
    return Answers(
        appreciated=(word(f"{of}-appreciated", *readers), word(f"{of}-appreciated-too", *readers)),
        went_well=word(f"{of}-went-well", *readers),
        closeness=closeness,
        ratings=((1, 4), (9, 5)),
        talk_about=word(f"{of}-talk-about", *readers),
        feel_loved=word(f"{of}-feel-loved", *readers),
        small_thing=word(f"{of}-small-thing", *readers),
        private_line=word(f"{of}-private-line", author),
    )


ADA_ONCE = answers("ada-once", "ada", author="ada", closeness=2)
DAN_ONCE = answers("dan-once", "dan", author="dan", closeness=3)
ADA_OPENED = answers("ada-opened", "ada", "ben", author="ada", closeness=4)
BEN_OPENED = answers("ben-opened", "ada", "ben", author="ben", closeness=5)
ADA_SEALED = answers("ada-sealed", "ada", author="ada", closeness=6)
BENS_DRAFT = answers("bens-draft", "ben", author="ben", closeness=0)
ADA_HEARS = word("ada-hears", "ada", "ben")
BEN_HEARS = word("ben-hears", "ada", "ben")
DAN_HEARD = word("dan-heard", "ada")  # what he said to her stays hers to read, as his notes do
DAN_WAS_HEARD = word("dan-was-heard")
CLEO_KEPT = answers("cleo-kept", "cleo", author="cleo", closeness=3)


ADAS_FEED = "the-secret-of-adas-calendar"
SUMMARY = "the-secret-of-the-summary-of-both"
