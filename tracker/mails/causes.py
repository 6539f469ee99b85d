"""Why a mail could not be handed over, in words of ours. What a mail server says can hold an address, so it is left out."""

import smtplib
import socket
import ssl

from tracker.pushing.delivering import NotNow
from tracker.web.causes import Cause, cause_of

OF_POST = (
    (NotNow, "the push service of its browser did not take it"),
    (smtplib.SMTPAuthenticationError, "the mail server refused the password"),
    (smtplib.SMTPSenderRefused, "the mail server refused the sender, which TEND_MAIL_FROM names"),
    (smtplib.SMTPRecipientsRefused, "the mail server refused the address a mail was for"),
    (
        smtplib.SMTPNotSupportedError,
        "the mail server lacks what TEND_SMTP_SECURITY or TEND_SMTP_USER asks for",
    ),
    (smtplib.SMTPServerDisconnected, "the mail server hung up"),
    (smtplib.SMTPException, "the mail server refused a mail"),
    (ssl.SSLCertVerificationError, "nobody vouches for the certificate of the mail server"),
    (ssl.SSLError, "the mail server does not speak TLS as TEND_SMTP_SECURITY says"),
    (socket.gaierror, "the name of the mail server is not known"),
    (TimeoutError, "the mail server did not answer in time"),
    (OSError, "the mail server is away"),
)


def mail_cause_of(error: BaseException) -> Cause:
    """Why handing a mail to the mail server went wrong."""
    named = (Cause(words) for kind, words in OF_POST if isinstance(error, kind))
    return next(named, None) or cause_of(error)
