"""Who asks to come in, as the inviter has seen it: a name and three words. A yes is to these, and to nothing else."""

import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

from tracker.catalogue.plain_words import PLAIN_WORDS
from tracker.domain.invitations import WORDS_SEEN
from tracker.spaces.queries import Asking


@dataclass(frozen=True, slots=True)
class SeenAsking:
    """A name and three words that the inviter has seen, and whose they were."""

    guest_id: int
    name: str
    words: str


def drawn_words() -> str:
    """Three words for one asking, drawn anew each time."""
    return " ".join(secrets.SystemRandom().sample(PLAIN_WORDS, WORDS_SEEN))


def seen_of(asking: Asking) -> SeenAsking:
    """What the inviter sees of somebody who asks."""
    return SeenAsking(asking.guest.id, asking.guest.name, asking.invitation.words)


def carried(asking: Asking, secret: str) -> str:
    """What a form carries of that, so that the yes is to what was seen."""
    seen = seen_of(asking)
    return signer(secret).dumps([seen.guest_id, seen.name, seen.words])


def carried_back(text: str, secret: str) -> SeenAsking | None:
    """What a form was sent with; nothing where it is none of ours."""
    try:
        return SeenAsking(*signer(secret).loads(text))
    except (BadData, TypeError):
        return None


def signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="asking")
