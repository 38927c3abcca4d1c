"""What is typed into a cell as the value of a field, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline_app.domain.checking import fault_in
from timeline_app.domain.dates import in_words, understand
from timeline_app.domain.errors import DateError, FieldError

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def value_of(rule: FieldRule, typed: str) -> object:
    """
    Give the value that a typed text means.

    Raises
    ------
    FieldError
        If it means none of the field.
    """
    value = _read(rule, typed)
    fault = fault_in(rule, value)
    if fault:
        raise FieldError(rule.label, fault)
    return value


def _read(rule: FieldRule, typed: str) -> object:
    plain = typed.strip()
    if rule.kind == "date":
        try:
            return understand(plain).edtf
        except DateError as error:
            raise FieldError(rule.label, str(error)) from error
    if rule.kind == "choice":
        return next((choice for choice in rule.choices if str(choice) == plain), plain or None)
    if rule.kind == "whole":
        number = plain.replace("\N{MINUS SIGN}", "-")
        return int(number) if _WHOLE.fullmatch(number) else plain or None
    return plain or ("" if rule.required else None)


def text_to_edit(rule: FieldRule, value: object) -> str:
    """Give a value as it is typed; a date in words where they mean the same date."""
    if value is None:
        return ""
    if rule.kind != "date":
        return str(value)
    words = in_words(str(value))
    try:
        return words if understand(words).edtf == value else str(value)
    except DateError:
        return str(value)
