"""A field for a list of words, one a line, kept as JSON."""

from __future__ import annotations

import json

from typing_extensions import override

from timeline_app.ui.fields.lines import TextField


def words_in(content: object) -> list[str]:
    """Read a list kept as JSON; what is no list of words gives none."""
    try:
        found = json.loads(str(content)) if content else []
    except ValueError:
        return []
    return [str(word) for word in found] if isinstance(found, list) else []


class ListField(TextField):
    """A field in which each line is one of a list."""

    @override
    def _read(self) -> object:
        typed = [line.strip() for line in self.text().split("\n") if line.strip()]
        if typed == words_in(self._kept):
            return self._kept
        return json.dumps(typed, ensure_ascii=False) if typed else None

    @override
    def _boxed(self, value: object) -> str:
        return "\n".join(words_in(value))
