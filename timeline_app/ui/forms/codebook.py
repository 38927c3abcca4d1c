"""What may stand in a field of the project's own codebook."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from timeline_app.domain.records import Value, Variable, rules_of
from timeline_app.storage.rows import get
from timeline_app.ui.fields.listed import words_in

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store


def content_rule(store: Store, variable: object, record: Record) -> FieldRule:
    """Give the rule for the content of a value: a choice where the variable lists what it may be.

    What the value holds already stays among the choices, though the codebook lists it no more.
    """
    rule = rules_of(Value)["content"]
    found = get(store, Variable, variable) if isinstance(variable, int) and variable else None
    choices = _choices_of(found) if found else ()
    if not choices:
        return rule
    kept = getattr(record, "content", "")
    choices += (kept,) if kept and kept not in choices else ()
    return dataclasses.replace(rule, kind="choice", choices=choices, required=False)


def _choices_of(variable: Variable) -> tuple[object, ...]:
    """Give what a variable may hold, where that is listed."""
    if variable.kind == "yes/no":
        return ("yes", "no")
    return tuple(words_in(variable.choices)) if variable.kind == "choice" else ()
