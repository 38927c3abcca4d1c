"""The rows of a list as they are now: their texts and order, what stands under what, what finds them."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline_app import locations
from timeline_app.domain.dates import in_words
from timeline_app.domain.periods import holds_on
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Party, PartyFlag, rules_of
from timeline_app.layout.flags import flag_on, load_periods
from timeline_app.storage.folding import folded
from timeline_app.storage.rows import rows
from timeline_app.storage.usage import use_counts
from timeline_app.storage.wording import name_of
from timeline_app.ui.lists.kinds import USES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.lists.kinds import Kind

ROOT = 0
"""What stands under nothing stands under this."""
_TEXT_LENGTH = 200
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Listing:
    """The rows of one kind, read when made."""

    def __init__(self, session: Session, kind: Kind) -> None:
        self.kind = kind
        self._session = session
        self._rules = rules_of(kind.record)
        hidden = session.hidden_rows(kind.record)
        self.records: dict[int, Record] = {
            r.id: r for r in rows(session.store, kind.record) if r.id not in hidden
        }
        # With the future hidden no count tells of it.
        self.uses = use_counts(session.store, kind.record) if session.horizon is None else {}
        self._named: dict[tuple[str, int], str] = {}
        self._found_by: dict[int, str] | None = None
        self._flags: dict[int, list[PartyFlag]] | None = None
        self.above = self._read_above() if kind.is_tree else dict.fromkeys(self.records, ROOT)

    def _read_above(self) -> dict[int, int]:
        """Tell what each row stands under; the root for what would come back to itself."""
        above = {row_id: getattr(r, self.kind.within) or ROOT for row_id, r in self.records.items()}
        return {row_id: over if self._ends(row_id, above) else ROOT for row_id, over in above.items()}

    @staticmethod
    def _ends(row_id: int, above: dict[int, int]) -> bool:
        seen = {row_id}
        place = above[row_id]
        while place != ROOT:
            if place in seen or place not in above:
                return False
            seen.add(place)
            place = above[place]
        return True

    def text(self, row_id: int, column: str) -> str:
        """Give the text of a cell, as one line."""
        if column == USES:
            count = self.uses.get(row_id, 0)
            return f"{count:,}×" if count else "–"
        value = getattr(self.records[row_id], column)
        rule = self._rules[column]
        if value is None or value == "":
            return ""
        if rule.kind == "reference":
            return self._name(rule.target, value)
        return in_words(value) if rule.kind == "date" else one_line(str(value), _TEXT_LENGTH)

    def whole_text(self, row_id: int, column: str) -> str:
        """Give the text of a cell in full."""
        value = "" if column == USES else getattr(self.records[row_id], column)
        return value if isinstance(value, str) else self.text(row_id, column)

    def _name(self, table: str, row_id: int) -> str:
        key = (table, row_id)
        if key not in self._named:
            self._named[key] = name_of(self._session.store, table, row_id)
        return self._named[key]

    def name(self, row_id: int) -> str:
        """Name a row."""
        return self.text(row_id, self.kind.name)

    def sort_key(self, row_id: int, column: str) -> Any:
        """Give what a column is sorted by; what is empty comes last."""
        if column == USES:
            return (0, self.uses.get(row_id, 0))
        value = getattr(self.records[row_id], column)
        if value is None or value == "":
            return (1, "")
        rule = self._rules[column]
        if rule.kind == "whole":
            return (0, value)
        return (0, value if rule.kind == "date" else folded(self.text(row_id, column)))

    def order_key(self, row_id: int) -> tuple[Any, ...]:
        """Give what rows are sorted by when nobody asks for another order, as the lanes and ribbons are."""
        record, kind = self.records[row_id], self.kind
        if not kind.order:
            return (folded(self.name(row_id)), row_id)
        tie = (getattr(record, kind.name), row_id) if kind.name == "name" else (row_id,)
        own = (getattr(record, kind.order), *tie)
        if kind.is_tree or not kind.within:
            return own
        under = getattr(record, kind.within)
        return (folded(self._name(self._rules[kind.within].target, under)) if under else "", *own)

    def siblings(self, row_id: int) -> list[Record]:
        """Give the rows among which a row has its order, in that order."""
        if not self.kind.order:
            return []
        own = getattr(self.records[row_id], self.kind.within) if self.kind.within else None
        alike = [
            other
            for other, record in self.records.items()
            if not self.kind.within or getattr(record, self.kind.within) == own
        ]
        return [self.records[other] for other in sorted(alike, key=self.order_key)]

    def found(self, typed: str) -> set[int] | None:
        """Find the rows of which each word typed begins a word of some name or code; None for all."""
        words = [f" {word}" for word in _BETWEEN_WORDS.split(folded(typed[:_TEXT_LENGTH])) if word]
        if not words:
            return None
        if self._found_by is None:
            self._found_by = self._read_texts()
        return {row_id for row_id, text in self._found_by.items() if all(word in text for word in words)}

    def _read_texts(self) -> dict[int, str]:
        texts: dict[int, list[str]] = defaultdict(list)
        searched = [name for name, rule in self._rules.items() if rule.searched or name == self.kind.name]
        for row_id, record in self.records.items():
            texts[row_id] = [getattr(record, name) or "" for name in searched]
        for further, owner, name in self.kind.names:
            for part in rows(self._session.store, further):
                texts[getattr(part, owner)].append(getattr(part, name) or "")
        return {
            row_id: " " + _BETWEEN_WORDS.sub(" ", folded("\n".join(several)))
            for row_id, several in texts.items()
            if row_id in self.records
        }

    def flag(self, row_id: int) -> str | None:
        """Name the flag that a party has today."""
        record = self.records[row_id]
        if not isinstance(record, Party):
            return None
        if self._flags is None:
            self._flags = defaultdict(list)
            for flag in rows(self._session.store, PartyFlag):
                self._flags[flag.party_id].append(flag)
        return flag_today(record, self._flags.get(row_id, ()))


def flag_today(party: Party, own: Iterable[PartyFlag]) -> str | None:
    """Name the flag that a party has today, its own flags first; None if none is known, as on its lane."""
    today = date.today().toordinal()  # noqa: DTZ011 - the user's day
    for flag in own:
        if holds_on(flag.valid_from, flag.valid_to, today):
            return flag.flag
    periods = load_periods(locations.FLAGS / "periods.json")
    return flag_on(party.iso2, today, periods) if party.kind in ("state", "government") else None
