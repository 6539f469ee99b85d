"""What a test knows to be there, though the code could not."""

from typing import TypeVar

T = TypeVar("T")


def there(found: T | None) -> T:
    """What was found; a test in which it was not stops here."""
    assert found is not None
    return found
