"""What a tab and a browser have stored, but what says nothing of anybody: by what a page knows that nothing is new, what the
line says that tells of things not sent yet, and when some were sent last.
"""

import json

NOBODYS = json.dumps(["tend live", "late line", "late sent"])
STORED = (
    f"Object.entries({{ ...localStorage, ...sessionStorage }}).filter(([name]) => !{NOBODYS}.includes(name))"
)
