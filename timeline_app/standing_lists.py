"""Rows of who stands where as lists in one of the formats; knows the shape of the rows, no document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_app.exchange.listing import csv_lines, json_lines, markdown_lines, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline_app.exchange.listing import ListFormat

    Row = dict[str, Any]

_CELL_COLUMNS = (
    "value",
    "nonvalue",
    "mode",
    "conditional",
    "condition",
    "entry",
    "age_days",
    "stale",
    "possibly",
    "mixed",
    "signals",
)
POSITION_COLUMNS = ("party", "topic", *_CELL_COLUMNS)
CHANGE_COLUMNS = (
    "date",
    "party",
    "topic",
    "kind",
    "from",
    "to",
    "from_entry",
    "entry",
    "condition",
    "contested",
)
COMPARED_COLUMNS = (
    "party",
    "topic",
    *(f"before_{column}" for column in _CELL_COLUMNS),
    *(f"after_{column}" for column in _CELL_COLUMNS),
    "changes",
)
_MINUS = "\N{MINUS SIGN}"


def list_positions(rows: Iterable[Row], form: ListFormat) -> Iterator[str]:
    """Write positions as of a day, piece by piece."""
    if form == "json":
        return json_lines(rows)
    if form == "csv":
        return csv_lines(map(_flat, rows), POSITION_COLUMNS)
    heads = ("Party", "Topic", "Position", "Mode", "Entry", "Age", "Besides")
    shown = [_position_texts(row) for row in rows]
    return _in_columns(heads, shown, form, (18, 24, 16, 8, 14, 14, 999))


def list_comparison(rows: Iterable[Row], form: ListFormat) -> Iterator[str]:
    """Write two days side by side, with the changes between."""
    if form == "json":
        return json_lines(rows)
    if form == "csv":
        return csv_lines(map(_flat_comparison, rows), COMPARED_COLUMNS)
    heads = ("Party", "Topic", "Before", "After", "Changes")
    shown = [
        (row["party"], row["topic"], _brief(row["before"]), _brief(row["after"]), _all_changes(row))
        for row in rows
    ]
    return _in_columns(heads, shown, form, (18, 24, 18, 18, 999))


def list_changes(rows: Iterable[Row], form: ListFormat) -> Iterator[str]:
    """Write a change log."""
    if form == "json":
        return json_lines(rows)
    if form == "csv":
        return csv_lines(rows, CHANGE_COLUMNS)
    heads = ("Date", "Party", "Topic", "Change", "From", "To", "Entry", "Before it", "Besides")
    shown = [_change_texts(row) for row in rows]
    return _in_columns(heads, shown, form, (10, 16, 20, 17, 4, 4, 12, 12, 999))


def _in_columns(
    heads: Sequence[str], rows: Sequence[Sequence[str]], form: ListFormat, widest: Sequence[int]
) -> Iterator[str]:
    return markdown_lines(heads, rows) if form == "md" else table_lines(heads, rows, widest)


def _position_texts(row: Row) -> tuple[str, ...]:
    age = f"{row['age_days']} d" + (", stale" if row["stale"] else "")
    entry = _short(row["entry"])
    return row["party"], row["topic"], _reading(row), row["mode"], entry, age, _besides(row)


def _besides(row: Row) -> str:
    parts = [
        "if: " + "; ".join(row["condition"]) if row["condition"] else "",
        "possibly: " + ", ".join(map(_short, row["possibly"])) if row["possibly"] else "",
        f"set aside: {row['signals']}" if row["signals"] else "",
    ]
    return ". ".join(part for part in parts if part)


def _reading(row: Row) -> str:
    if row["mixed"]:
        return "mixed"
    words = [_signed(row["value"])] if row["value"] is not None else []
    if row["nonvalue"]:
        words.append(row["nonvalue"])
    return " ".join(words)


def _brief(row: Row | None) -> str:
    if row is None:
        return "none recorded"
    marks = [word for word, is_so in (("if", row["conditional"]), ("stale", row["stale"])) if is_so]
    reported = ["reported"] if row["mode"] == "reported" else []
    return ", ".join([_reading(row), *reported, *marks])


def _all_changes(row: Row) -> str:
    return "; ".join(map(_change_in_words, row["changes"]))


def _change_in_words(change: Row) -> str:
    return f"{change['date']} {_kind(change)} ({_short(change['entry'])})"


def _change_texts(row: Row) -> tuple[str, ...]:
    return (
        row["date"],
        row["party"],
        row["topic"],
        _kind(row),
        _signed(row["from"]),
        _signed(row["to"]),
        _short(row["entry"]),
        _short(row["from_entry"] or ""),
        _besides_change(row),
    )


def _besides_change(row: Row) -> str:
    signs = (row["from"] or 0) * (row["to"] or 0)
    parts = [
        f"condition {row['condition']}" if row["condition"] != "none" else "",
        "sign differs" if row["kind"] == "condition_changed" and signs < 0 else "",
        "contested" if row["contested"] else "",
    ]
    return ", ".join(part for part in parts if part)


def _kind(row: Row) -> str:
    return row["kind"].replace("_", " ")


def _signed(value: int | None) -> str:
    if value is None:
        return ""
    return f"{value:+d}".replace("-", _MINUS) if value else "0"


def _short(entry: str) -> str:
    """Give a code, or the end of a uid, which tells entries apart better than its begin."""
    return f"…{entry[-8:]}" if len(entry) == len("00000000-0000-7000-8000-000000000000") else entry


def _flat(row: Row) -> Row:
    """Put lists into one cell."""
    return row | {"condition": "; ".join(row["condition"]), "possibly": "; ".join(row["possibly"])}


def _flat_comparison(row: Row) -> Row:
    flat: Row = {"party": row["party"], "topic": row["topic"]}
    for side in ("before", "after"):
        cell = _flat(row[side]) if row[side] else dict.fromkeys(_CELL_COLUMNS)
        flat |= {f"{side}_{column}": cell[column] for column in _CELL_COLUMNS}
    changes = (f"{c['date']} {c['kind']} {c['entry']}" for c in row["changes"])
    return flat | {"changes": "; ".join(changes)}
