"""Pasted rows as proposed entries, or what is wrong with them in words; names are looked up by a function."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast, get_args

from timeline_app.domain.checking import check, fault_in
from timeline_app.domain.dates import understand
from timeline_app.domain.errors import DateError, FieldError
from timeline_app.domain.proposing import Named, Proposed
from timeline_app.domain.records import Citation, Entry, Note, Party, Person, Source, Tag, Topic, rules_of
from timeline_app.domain.vocabulary import STANCE_WORDS, Mode, NonValue

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule
    from timeline_app.domain.vocabulary import StanceValue
    from timeline_app.exchange.pasted import Pasted, PastedLine

Resolve = Callable[[str, str], Sequence[int]]
"""By table and name, the ids of the rows that have it; none where it is new."""

_SEVERAL = re.compile(r"[;\n]")
_TAGS = re.compile(r"[;,\n]")
_MINUS = str.maketrans("\u2212\u2013", "--")
_VALUES: dict[str, int] = {
    **{str(value): value for value in STANCE_WORDS},
    **{f"+{value}": value for value in STANCE_WORDS if value > 0},
    **{word: value for value, word in STANCE_WORDS.items()},
}


_NAME_FIELDS = {
    "party": (Party, "name"),
    "person": (Person, "name"),
    "topic": (Topic, "wording"),
    "source": (Source, "title"),
    "tags": (Tag, "text"),
    "quote": (Citation, "exact"),
    "note": (Note, "text"),
}
"""Where what is no field of an entry is kept."""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """
    What a pasted row was taken for.

    Attributes
    ----------
    number
        Its number in what was copied.
    proposed
        The entry that would be made; None if there is a problem.
    problems
        What is wrong, each a sentence with the column it is about.
    """

    number: int
    proposed: Proposed | None
    problems: tuple[str, ...] = ()


def understood(pasted: Pasted, mapping: Sequence[str | None], resolve: Resolve) -> list[PastedRow]:
    """
    Take each row for an entry, as far as that can be done.

    Parameters
    ----------
    pasted : Pasted
        The rows.
    mapping : sequence of str or None
        For each column its target, None to leave it out.
    resolve : callable
        Finds rows by name.

    Returns
    -------
    list of PastedRow
        One a row, in their order.
    """
    codes: set[str] = set()
    result: list[PastedRow] = []
    for line in pasted.rows:
        row = _Reading(line, mapping, resolve).row()
        code = row.proposed.entry.code if row.proposed else None
        if code and code in codes:
            row = PastedRow(row.number, None, (f"Code: {code} stands in another row too.",))
        codes.add(code or "")
        result.append(row)
    return result


class _Reading:
    """The reading of one row: gathers what is wrong instead of stopping at it."""

    def __init__(self, line: PastedLine, mapping: Sequence[str | None], resolve: Resolve) -> None:
        self._number = line.number
        self._cells = {
            target: cell.strip()
            for target, cell in zip(mapping, line.cells, strict=True)
            if target and cell.strip()
        }
        self._resolve = resolve
        self._problems: list[str] = []

    def row(self) -> PastedRow:
        entry = self._entry()
        proposed = self._proposed(entry) if entry else None
        return PastedRow(self._number, None if self._problems else proposed, tuple(self._problems))

    def _entry(self) -> Entry | None:
        rules = rules_of(Entry)
        values = {name: self._field(rules[name], self._cells[name]) for name in rules if name in self._cells}
        if self._problems:
            return None
        entry = Entry(**{name: value for name, value in values.items() if value is not None})
        try:
            check(entry)
        except FieldError as error:
            self._problems.append(str(error))
        if entry.code and self._resolve("entry", entry.code):
            self._problems.append(f"Code: {entry.code} is taken by another entry; choose another.")
        return entry

    def _field(self, rule: FieldRule, cell: str) -> Any:
        value = self._value(rule, cell)
        fault = fault_in(rule, value) if value is not None else None
        if fault:
            self._problems.append(f"{rule.label}: {fault}")
        return value

    def _value(self, rule: FieldRule, cell: str) -> Any:
        if rule.kind == "date":
            return self._date(rule, cell)
        if rule.kind == "choice":
            same = {str(choice).casefold(): choice for choice in rule.choices}
            return same.get(cell.casefold(), cell)
        if rule.kind == "whole":
            return int(cell) if re.fullmatch(r"-?[0-9]{1,18}", cell) else cell
        return " ".join(cell.split()) if rule.kind == "line" else cell

    def _date(self, rule: FieldRule, cell: str) -> str | None:
        try:
            return understand(cell).edtf
        except DateError as error:
            self._problems.append(f"{rule.label}: {error}")
            return None

    def _proposed(self, entry: Entry) -> Proposed:
        value, non_value = self._stance()
        proposed = Proposed(
            entry=entry,
            acting=self._acting(),
            addressees=self._several("party", "addressee"),
            topics=self._several("topic", "topic"),
            value=value,
            non_value=non_value,
            mode=self._mode(),
            source=next(iter(self._several("source", "source", whole=True)), None),
            quote=self._kept("quote", self._cells.get("quote")),
            tags=tuple(self._kept("tags", tag) or "" for tag in self._tags()),
            note=self._kept("note", self._cells.get("note")),
        )
        self._problems += _disagreements(proposed)
        return proposed

    def _tags(self) -> dict[str, None]:
        return dict.fromkeys(_parts(_TAGS, self._cells.get("tags", "")))

    def _kept(self, kind: str, text: str | None) -> str | None:
        """Check a text against the field in which it would be kept."""
        record, field = _NAME_FIELDS[kind]
        rule = rules_of(record)[field]
        fault = fault_in(rule, text) if text is not None else None
        if fault:
            self._problems.append(f"{rule.label}: {fault}")
        return text

    def _acting(self) -> tuple[tuple[Named | None, Named | None], ...]:
        """Pair parties with persons; several persons beside one party are all of it."""
        parties = self._several("party", "party")
        persons = self._several("person", "person")
        if len(parties) == 1 and persons:
            return tuple((parties[0], person) for person in persons)
        return tuple(zip_longest(parties, persons))

    def _several(self, table: str, target: str, *, whole: bool = False) -> tuple[Named, ...]:
        cell = self._cells.get(target, "")
        names = [" ".join(cell.split())] if whole and cell else _parts(_SEVERAL, cell)
        return tuple(self._named(table, name) for name in dict.fromkeys(names))

    def _named(self, table: str, name: str) -> Named:
        found = self._resolve(table, name)
        self._kept(table, name)
        if len(found) > 1:
            self._problems.append(
                f"{table.capitalize()}: {len(found)} are called “{name}”; write a code instead."
            )
        return Named(table, name, found[0] if found else None)

    def _stance(self) -> tuple[StanceValue | None, NonValue | None]:
        cell = self._cells.get("value", "").translate(_MINUS).casefold()
        if not cell:
            return None, None
        if cell in _VALUES:
            return cast("StanceValue", _VALUES[cell]), None
        if cell in get_args(NonValue):
            return None, cast("NonValue", cell)
        self._problems.append(f"Value of the stance: “{cell[:60]}” is none; write -2 to +2, or their words.")
        return None, None

    def _mode(self) -> Mode:
        cell = self._cells.get("mode", "explicit").casefold()
        if cell not in get_args(Mode):
            self._problems.append(f"Mode: does not take “{cell[:60]}”; it takes {', '.join(get_args(Mode))}.")
        return cast("Mode", cell)


def _parts(parting: re.Pattern[str], cell: str) -> list[str]:
    return [" ".join(part.split()) for part in parting.split(cell) if part.strip()]


def _disagreements(proposed: Proposed) -> list[str]:
    has_value = proposed.value is not None or proposed.non_value is not None
    faults: list[str] = []
    if proposed.topics and not has_value:
        faults.append("Value of the stance: is missing beside the topic; fill it in.")
    if has_value and not proposed.topics:
        faults.append("Topic: is missing beside the value of the stance; fill it in.")
    if has_value and not proposed.parties:
        faults.append("Party: is missing; a stance is that of a party.")
    if proposed.quote and not proposed.source:
        faults.append("Source: is missing beside the quote; fill it in.")
    return faults
