"""E-mail addresses as somebody types them. Loaded when the first is read: what knows their rules takes 20 ms of a start."""

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

if "local" in SPECIAL_USE_DOMAIN_NAMES:  # home networks use it
    SPECIAL_USE_DOMAIN_NAMES.remove("local")


def address_in(text: str) -> str | None:
    """The address as it is kept, those of a home network included; None for what is none."""
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
    return found.normalized.lower()
