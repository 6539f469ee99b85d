"""The works on which stands what the guide says of research, as one would look them up, and what they are.

Titles stay in the language they were written in. Where each was found, and what it says, is in `docs/research.md`.
"""

from datetime import date

LOOKED_ON = date(2026, 11, 30)
