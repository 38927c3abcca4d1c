"""Rows as spreadsheets put them on the clipboard: cells parted by tabs, quoted where they hold one."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; `unguarded` takes it off."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put there."""
    return text[1:] if _GUARDED.match(text) else text


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """Write rows for the clipboard, formulas guarded."""
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerows([map(guarded, row) for row in rows])
    return made.getvalue()


def read_rows(text: str) -> list[list[str]]:
    """
    Read rows from the clipboard, guards taken off.

    Raises
    ------
    csv.Error
        If a quotation mark is not closed, or is followed by more of the cell.
    """
    source = io.StringIO(text, newline="")
    return [list(map(unguarded, row)) for row in csv.reader(source, delimiter="\t", strict=True)]


def read_lines(text: str) -> list[list[str]]:
    """Read a row a line, quotation marks being part of the text."""
    return [list(map(unguarded, line.split("\t"))) for line in text.splitlines()]
