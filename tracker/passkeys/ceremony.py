"""Looks at what a browser says of a passkey, by the rules of web authentication: the challenge, where it was asked for, for
whom, that somebody was there and was known to the device, and the signature.

It is loaded when the first passkey is looked at, since what it stands on takes long to load.
"""

from binascii import Error as NotBase64

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import (
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException

from tracker.domain.passkeys import ALGORITHMS, NOT_TAKEN, MadePasskey, PasskeySite, ShownPasskey
from tracker.domain.refusals import Refused

# What the libraries below raise for what is no answer of a browser, beside their own.
ODD = (WebAuthnException, NotBase64, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def from_a_page_of_ours(client_data: bytes) -> bool:
    """Whether the page that asked was not shown within another site's, which no page of ours lets itself be."""
    return not parse_client_data_json(client_data).cross_origin


def challenge_made_for(answer: str) -> str:
    """To which challenge a browser answers that has made a passkey; nothing where it cannot be read."""
    try:
        said = parse_registration_credential_json(answer).response.client_data_json
        return parse_client_data_json(said).challenge.decode("ascii")
    except ODD:
        return ""


def challenge_used_for(answer: str) -> str:
    """Likewise of one that has used a passkey."""
    try:
        said = parse_authentication_credential_json(answer).response.client_data_json
        return parse_client_data_json(said).challenge.decode("ascii")
    except ODD:
        return ""


def made(answer: str, site: PasskeySite, challenge: str) -> MadePasskey:
    """The passkey that a browser has made; raises `Refused` where anything about it is not as it was asked for."""
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.name,
            expected_origin=list(site.origins),
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(each) for each in ALGORITHMS],
        )
        if not from_a_page_of_ours(parse_registration_credential_json(answer).response.client_data_json):
            raise Refused(NOT_TAKEN)
    except ODD as error:
        raise Refused(NOT_TAKEN) from error
    return MadePasskey(bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count)


def used(answer: str) -> ShownPasskey:
    """Which passkey a browser says was used; raises `Refused` where it does not say."""
    try:
        found = parse_authentication_credential_json(answer)
        handle = (found.response.user_handle or b"").decode("ascii")
    except ODD as error:
        raise Refused(NOT_TAKEN) from error
    return ShownPasskey(bytes_to_base64url(found.raw_id), handle)


def times_used(answer: str, site: PasskeySite, challenge: str, public_key: bytes) -> int:
    """How often a passkey says it was used, once its signature and all else are right; raises `Refused` where they are not.

    Whether it has counted further is for others to see: from zero on, every count is.
    """
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.name,
            expected_origin=list(site.origins),
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        if not from_a_page_of_ours(parse_authentication_credential_json(answer).response.client_data_json):
            raise Refused(NOT_TAKEN)
    except ODD as error:
        raise Refused(NOT_TAKEN) from error
    return found.new_sign_count
