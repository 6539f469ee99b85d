"""An app that makes codes, as slowly and plainly as RFC 6238 says it, beside what Tend does."""

import hmac
import re
import struct
from base64 import b32decode
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from tests.there import there
from tests.visitors import Page
from tests.world import NOW, person
from tracker.extensions import db
from tracker.factors.actions import switch_on
from tracker.factors.codes import RecoveryCodes, recovery_hash
from tracker.factors.queries import salt_of
from tracker.models import RecoveryCode
from tracker.web.clock import now

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SALT = "salt"
RECOVERY = ("BCDF-GHJK-MNPQ", "RTVW-XYBC-DFGH")
LONG_AGO = 1


@dataclass(frozen=True)
class App:
    """Somebody's app, with the secret that Tend has too; ``off`` is how far its clock is from the true one, in seconds."""

    secret: str
    off: int = 0

    def code(self, later: int = 0) -> str:
        """The code that it shows now, or so many seconds later."""
        seconds = int((now() + timedelta(seconds=self.off + later)).timestamp())
        return code_of(self.secret, seconds // 30)


def code_of(secret: str, step: int) -> str:
    """HOTP of a step: the last digits of four bytes of a digest, taken where its last half byte says (RFC 4226, 5.3)."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", step), "sha1")
    at = digest[19] & 0x0F
    (number,) = struct.unpack(">I", digest[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def secret_on(page: Page) -> str:
    """The secret that a page offers."""
    return there(re.search(r'<code class="code">([A-Z2-7 ]+)</code>', page.source))[1].replace(" ", "")


@cache
def hashed(code: str, salt: str) -> str:
    """What is stored of a code, worked out once for all tests: it takes long."""
    return recovery_hash(code, salt)


def give_recovery_code(name: str) -> None:
    """Let somebody who has codes have the first recovery code as well, whatever their app is."""
    somebody = person(name)
    db.session.add(RecoveryCode(person_id=somebody.id, code_hash=hashed(RECOVERY[0], salt_of(somebody))))


def give_codes(name: str) -> None:
    """Let somebody have codes, and two recovery codes."""
    recovery = RecoveryCodes(RECOVERY, SALT, tuple(hashed(each, SALT) for each in RECOVERY))
    switch_on(person(name), SECRET, LONG_AGO, recovery, now=NOW)
