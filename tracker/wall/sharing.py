"""What a system hands over when somebody shares something with Tend."""


def shared_words(*parts: str) -> str:
    """A title, a text and an address as one text, a line each; what another of them says already is not said twice.

    >>> shared_words("A walk", "We could go there", "https://example.org/walk")
    'A walk\\nWe could go there\\nhttps://example.org/walk'
    >>> shared_words("", "See https://example.org", "https://example.org")
    'See https://example.org'
    >>> shared_words("", " ")
    ''
    """
    said = [part.strip() for part in parts if part.strip()]
    return "\n".join(
        part
        for place, part in enumerate(said)
        if part not in said[:place] and not any(part in other for other in said if len(other) > len(part))
    )
