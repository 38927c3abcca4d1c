"""How a saved record looks while it is read: in words, unless a view has a better face for its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import rules_of
from timeline_app.domain.records.parts import hidden_in
from timeline_app.ui.fields.choices import choice_words
from timeline_app.ui.forms.completing import MADE
from timeline_app.ui.forms.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.fields import FieldRule
    from timeline_app.domain.records import Record
    from timeline_app.session import Session

    Face = Callable[[Record], Sketch]


def plain_face(record: Record, session: Session, owner: str = "") -> Sketch:
    """Show a record as a line of what it holds."""
    sketch = Sketch()
    sketch.text(record_words(record, session, owner))
    return sketch


def record_words(record: Record, session: Session, owner: str = "") -> str:
    """Say what a record holds, without what it hangs on, by the column `owner` if by several."""
    made = MADE.get(type(record), frozenset[str]())
    left_out = hidden_in(type(record), owner) | made | {"coder_id", "origins"}
    words = [
        _value_words(rule, getattr(record, name), session)
        for name, rule in rules_of(type(record)).items()
        if name not in left_out and rule.kind != "day"
    ]
    return " · ".join(word for word in words if word) or "–"


def _value_words(rule: FieldRule, value: object, session: Session) -> str:
    if value is None or value == "":
        return ""
    if rule.kind == "reference":
        found = session.candidate(rule.target, int(str(value)))
        return one_line(found.name, 120) if found else ""
    if rule.kind == "date":
        return in_words(str(value))
    if rule.kind == "flag":
        return rule.label if value else ""
    return choice_words(rule, value) if rule.kind == "choice" else one_line(str(value), 300)
