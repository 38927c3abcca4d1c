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
    aside
        Whether forms and tables keep it out of sight until it is asked for or filled.
    like
        What the row referred to must hold, as (column, value), for ``reference``.
    """

    label: str
    kind: FieldKind
    choices: tuple[object, ...] = ()
    limit: int = 0
    target: str = ""
    required: bool = False
    searched: bool = False
    aside: bool = False
    like: tuple[tuple[str, object], ...] = ()


def _with(rule: FieldRule, default: object) -> Any:
    return field(default=default, metadata={"rule": rule})


def line(
    label: str,
    *,
    required: bool = False,
    searched: bool = False,
    limit: int = LINE_LIMIT,
    aside: bool = False,
) -> Any:
    """Declare a string of one line."""
    rule = FieldRule(label, "line", limit=limit, required=required, searched=searched, aside=aside)
    return _with(rule, "" if required else None)


def text(
    label: str,
    *,
    limit: int = TEXT_LIMIT,
    searched: bool = False,
    required: bool = False,
    aside: bool = False,
) -> Any:
    """Declare a string of several lines."""
    rule = FieldRule(label, "text", limit=limit, searched=searched, required=required, aside=aside)
    return _with(rule, "" if required else None)


def date(label: str, *, aside: bool = False) -> Any:
    """Declare an EDTF date."""
    return _with(FieldRule(label, "date", limit=LINE_LIMIT, aside=aside), None)


def day(label: str) -> Any:
    """Declare a day ordinal that follows from a date."""
    return _with(FieldRule(label, "day", aside=True), None)


def choice(label: str, choices: tuple[object, ...], default: object = None, *, aside: bool = False) -> Any:
    """Declare one of a closed list; required when it has a default."""
    rule = FieldRule(label, "choice", choices=choices, required=default is not None, aside=aside)
    return _with(rule, default)


def whole(label: str, default: int | None = None, *, aside: bool = False) -> Any:
    """Declare an integer; required when it has a default."""
    return _with(FieldRule(label, "whole", required=default is not None, aside=aside), default)


def flag(label: str, *, aside: bool = False) -> Any:
    """Declare a yes or no, kept as 1 or 0."""
    return _with(FieldRule(label, "flag", choices=(0, 1), required=True, aside=aside), 0)


def reference(
    label: str,
    target: str,
    *,
    required: bool = False,
    aside: bool = False,
    like: tuple[tuple[str, object], ...] = (),
) -> Any:
    """Declare a reference to a row of another table."""
    rule = FieldRule(label, "reference", target=target, required=required, aside=aside, like=like)
    return _with(rule, 0 if required else None)


def json_text(label: str) -> Any:
    """Declare a JSON text."""
    return _with(FieldRule(label, "json", limit=TEXT_LIMIT, aside=True), None)
