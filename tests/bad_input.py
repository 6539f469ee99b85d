"""What people and programs type that nobody thought of."""

A_MEGABYTE = "x" * 2**20

# Texts that can be kept, each with what is kept of it.
KEPT = {
    "شكرا لك حبيبتي": "شكرا لك حبيبتي",
    "תודה \u200eרבה": "תודה \u200eרבה",
    "👩‍❤️‍💋‍👨 🏳️‍🌈 👍🏽": "👩‍❤️‍💋‍👨 🏳️‍🌈 👍🏽",
    "a\u200bb": "a\u200bb",
    "e\u0301": "é",
    "nul\x00byte": "nulbyte",
    "bell\x07 and escape\x1b": "bell and escape",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}": "{{ 7 * 7 }} {% raw %}",
    "100% %s %(name)s": "100% %s %(name)s",
    "'; DROP TABLE people; --": "'; DROP TABLE people; --",
    "  around  ": "around",
}

# Texts in which there is nothing to see.
NOTHING = ["", " ", "\x00", "\u200b", "\u2060\u200d", "\r\n\t", "\u00a0"]
