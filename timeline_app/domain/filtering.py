"""Which entries are looked at: a filter as a value, its fields in words; knows no rows."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

GRADED_RELIABILITY = ("A", "B", "C", "D", "E")
GRADED_CREDIBILITY = (1, 2, 3, 4, 5)
"""What can be judged; F and 6 say that it cannot, and are no bound for a filter."""

FIELD_LABELS: dict[str, str] = {
    "parties": "Party",
    "roles": "Role",
    "kinds": "Kind",
    "topics": "Topic",
    "modes": "Mode",
    "grade": "Evidence",
    "since": "Since",
    "until": "Until",
    "statuses": "Status",
    "tags": "Tag",
    "coders": "Coder",
    "sources": "Source",
    "text": "Words",
}
"""The fields of a filter by which entries are chosen, in the order of the filter bar."""
EVIDENCE_FIELDS = ("grade", "sources", "statuses", "coders")
"""Those by which it is chosen which entries count as evidence of positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """
    What an entry must have to be shown; what is empty asks nothing.

    Attributes
    ----------
    parties, topics, coders
        Ids, any of which will do. A topic stands for all within it; a coder for who made the entry.
    sources
        Ids of sources, any of which the entry or a stance of it cites.
    roles
        Roles in which the parties take part; without parties, in which anybody does.
    kinds, statuses
        Kinds and statuses of entries.
    modes
        Modes of a stance, of one on `topics` if these are given.
    grade
        Reliability and credibility of the best citation, both at least as good.
    with_unjudged
        Whether F, 6 and entries without citation pass the grade.
    since, until
        Day ordinals, inclusive; the range of the entry's date must overlap.
    tags
        Folded texts.
    text
        Words found in the entry or in what hangs on it.
    """

    parties: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    topics: frozenset[int] = frozenset()
    modes: frozenset[str] = frozenset()
    grade: tuple[str, int] | None = None
    with_unjudged: bool = False
    since: int | None = None
    until: int | None = None
    statuses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    coders: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every entry passes."""
        return not self.fields

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that ask something, in the order of the filter bar."""
        return tuple(name for name in FIELD_LABELS if not _asks_nothing(getattr(self, name)))

    @property
    def in_short(self) -> str:
        """What it asks of evidence, without names: ``B2 or better, reviewed, 2 sources``."""
        words = [f"{self.grade[0]}{self.grade[1]} or better" if self.grade else ""]
        words.append(" or ".join(sorted(self.statuses)))
        for ids, one in ((self.sources, "source"), (self.coders, "coder")):
            words.append(f"{len(ids)} {one}{'s' * (len(ids) > 1)}" if ids else "")
        return ", ".join(word for word in words if word)

    def without(self, name: str) -> Filter:
        """Give the filter that no longer asks for one field."""
        if name == "grade":
            return dataclasses.replace(self, grade=None, with_unjudged=False)
        empty = next(field.default for field in dataclasses.fields(self) if field.name == name)
        return dataclasses.replace(self, **{name: empty})


def _asks_nothing(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == frozenset()
