"""A passkey in software: what a browser and a device would answer, with each part ready to be bent."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

Asked = Mapping[str, Any]  # what a page asks a browser for
ORIGIN, SITE = "http://localhost", "localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass(frozen=True)
class Authenticator:
    """One passkey of somebody's, and what it says; ``counts`` is how often it says it was used."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: token_bytes(32))
    handle: str = ""
    origin: str = ORIGIN
    site: str = SITE
    flags: int = PRESENT | VERIFIED
    counts: int = 0
    framed: bool = False
    kind: str = ""  # of ceremony, where it is not as asked

    def bent(self, **otherwise: Any) -> Authenticator:
        """The same but for some of what it says."""
        return replace(self, **otherwise)

    def make(self, options: Asked) -> str:
        """The answer to being asked to make a passkey."""
        said = self.said("webauthn.create", options["challenge"])
        attested = self.about(self.flags | ATTESTED) + self.attested()
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": attested})
        return self.told(clientDataJSON=said, attestationObject=statement)

    def use(self, options: Asked, *, signed_by: ec.EllipticCurvePrivateKey | None = None) -> str:
        """The answer to being asked to show one."""
        said = self.said("webauthn.get", options["challenge"])
        about = self.about(self.flags)
        signature = (signed_by or self.key).sign(about + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self.told(
            clientDataJSON=said,
            authenticatorData=about,
            signature=signature,
            userHandle=self.handle.encode(),
        )

    def said(self, kind: str, challenge: str) -> bytes:
        about = {
            "type": self.kind or kind,
            "challenge": letters(challenge.encode()),
            "origin": self.origin,
            "crossOrigin": self.framed,
        }
        return json.dumps(about).encode()

    def about(self, flags: int) -> bytes:
        return sha256(self.site.encode()).digest() + bytes([flags]) + self.counts.to_bytes(4, "big")

    def attested(self) -> bytes:
        length = len(self.credential_id).to_bytes(2, "big")
        return bytes(16) + length + self.credential_id + cbor2.dumps(self.cose_key())

    def cose_key(self) -> dict[int, Any]:
        at = self.key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32, "big"), -3: at.y.to_bytes(32, "big")}

    def told(self, **parts: bytes) -> str:
        name = letters(self.credential_id)
        response = {each: letters(value) for each, value in parts.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def letters(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
