"""Text made alike for search: case, marks and letters that people do not tell apart are folded into one.

Notes
-----
Case as Unicode folds it; dotted and dotless i are one; marks above and below are dropped (NFKD), Arabic vowel
marks among them; the forms of Arabic ya, kaf and alef are one; tatweel, joiners and direction marks vanish.
"""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans(
    {
        "\u0131": "i",  # dotless
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "\u0649": "\u064a",  # alef maksura
        "\u06cc": "\u064a",  # Farsi yeh
        "\u06a9": "\u0643",  # keheh
        "\u0671": "\u0627",  # alef wasla
        "\u0640": None,  # tatweel
    }
)
_DROPPED = frozenset({"Mn", "Me", "Cf"})


class _Letters(dict[int, "str | int | None"]):
    """What becomes of each letter, found out when it is first met: asking anew each time took the longest."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in _DROPPED else code
        self[code] = kept
        return kept


_LETTERS = _Letters(_ALIKE)


def folded(text: str) -> str:
    """Fold a text, the same way for what is searched and what is typed."""
    if text.isascii():
        return text.lower()
    # Taking a letter apart can yield a capital, and folding that another mark.
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return unicodedata.normalize("NFKD", apart).translate(_LETTERS)


def folded_together(*fields: str | None) -> str:
    """Fold the fields of a row into one text, a line each."""
    return folded("\n".join(field for field in fields if field))
