"""What a field of a record is: its label, kind and limits; forms, JSON and search grow from it.

Knows no record in particular, no SQL and no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

FieldKind = Literal["line", "text", "date", "day", "choice", "whole", "flag", "reference", "json"]

LINE_LIMIT = 500
TEXT_LIMIT = 20_000
SOURCE_TEXT_LIMIT = 2_000_000


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of a record.

    Attributes
    ----------
    label
        What forms and tables call it.
    kind
        ``line`` and ``text`` are strings, ``date`` is EDTF, ``day`` a day ordinal derived from a date,
        ``whole`` an integer, ``flag`` 0 or 1, ``reference`` the id of a row in `target`, ``json`` a JSON
        text.
    choices
        The words (or numbers) allowed, for ``choice``.
    limit
        The greatest length in code points, for strings.
    target
        The table referred to, for ``reference``.
    searched
        Whether search as you type looks into it.
    """

    label: str
    kind: FieldKind
    choices: tuple[object, ...] = ()
    limit: int = 0
    target: str = ""
    required: bool = False
    searched: bool = False


def _with(rule: FieldRule, default: object) -> Any:
    return field(default=default, metadata={"rule": rule})


def line(label: str, *, required: bool = False, searched: bool = False, limit: int = LINE_LIMIT) -> Any:
    """Declare a string of one line."""
    rule = FieldRule(label, "line", limit=limit, required=required, searched=searched)
    return _with(rule, "" if required else None)


def text(label: str, *, limit: int = TEXT_LIMIT, searched: bool = False, required: bool = False) -> Any:
    """Declare a string of several lines."""
    rule = FieldRule(label, "text", limit=limit, searched=searched, required=required)
    return _with(rule, "" if required else None)


def date(label: str) -> Any:
    """Declare an EDTF date."""
    return _with(FieldRule(label, "date", limit=LINE_LIMIT), None)


def day(label: str) -> Any:
    """Declare a day ordinal that follows from a date."""
    return _with(FieldRule(label, "day"), None)


def choice(label: str, choices: tuple[object, ...], default: object = None) -> Any:
    """Declare one of a closed list; required when it has a default."""
    return _with(FieldRule(label, "choice", choices=choices, required=default is not None), default)


def whole(label: str, default: int | None = None) -> Any:
    """Declare an integer; required when it has a default."""
    return _with(FieldRule(label, "whole", required=default is not None), default)


def flag(label: str) -> Any:
    """Declare a yes or no, kept as 1 or 0."""
    return _with(FieldRule(label, "flag", choices=(0, 1), required=True), 0)


def reference(label: str, target: str, *, required: bool = False) -> Any:
    """Declare a reference to a row of another table."""
    return _with(FieldRule(label, "reference", target=target, required=required), 0 if required else None)


def json_text(label: str) -> Any:
    """Declare a JSON text."""
    return _with(FieldRule(label, "json", limit=TEXT_LIMIT), None)
