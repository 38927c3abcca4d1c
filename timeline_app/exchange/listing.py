"""Rows for people and other programs: a table of text, JSON, CSV or Markdown; no names, no rule."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.exchange.tab_separated import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Row = Mapping[str, object]

ListFormat = Literal["table", "json", "csv", "md"]

WIDEST = 120
"""Characters in a line of a table of text; what does not fit is cut short, and whole in the other formats."""
_GAP = "  "
_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|~#&"})


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as one JSON list, a line each."""
    opening = "["
    for row in rows:
        yield opening + "\n" + json.dumps(row, ensure_ascii=False)
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def csv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Write rows as CSV under their column names; what a spreadsheet would take for a formula is guarded."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row[column]) for column in columns])
        yield made.getvalue()
        made.seek(0)
        made.truncate()
    yield made.getvalue()


def _csv_cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else value


def markdown_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a Markdown table in which no text means anything but itself."""
    yield f"| {' | '.join(heads)} |\n"
    yield f"|{' --- |' * len(heads)}\n"
    for row in rows:
        yield f"| {' | '.join(map(_markdown_cell, row))} |\n"


def _markdown_cell(text: str) -> str:
    return " ".join(show_controls(text).split()).translate(_MARKDOWN)


def table_lines(heads: Sequence[str], rows: Sequence[Sequence[str]], widest: Sequence[int]) -> Iterator[str]:
    """Write a table of text, at most `WIDEST` characters wide.

    Parameters
    ----------
    widest
        How many characters each column may take; the last one takes what is left.
    """
    shown = [[one_line(text) for text in row] for row in rows]
    widths = [
        min(limit, max((len(row[place]) for row in [heads, *shown]), default=0))
        for place, limit in enumerate(widest)
    ]
    widths[-1] = max(8, min(widths[-1], WIDEST - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)))
    for row in [list(heads), ["-" * width for width in widths], *shown]:
        cut = (one_line(text, width).ljust(width) for text, width in zip(row, widths, strict=True))
        yield _GAP.join(cut).rstrip() + "\n"
