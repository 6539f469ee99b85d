"""What a tab and a browser have stored, but what says nothing of anybody: by what a page knows that nothing is new, and what the
line says that tells of things not sent yet, when some were sent last, and under which drawn name some are to be let go of.
"""

import json

NOBODYS = json.dumps(["tend live", "late line", "late sent", "late without"])
STORED = (
    f"Object.entries({{ ...localStorage, ...sessionStorage }}).filter(([name]) => !{NOBODYS}.includes(name))"
)
