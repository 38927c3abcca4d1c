"""Rules between the fields of one record: what excludes, needs or orders what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline_app.domain.records import (
    Citation,
    CollectionLimit,
    Coverage,
    Figure,
    Link,
    Note,
    PartyRelation,
    Record,
    Revision,
    Stance,
    Tag,
    Topic,
    Value,
    rules_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Disagreement = tuple[str, str] | None
"""The label of the field at fault and what is wrong, or nothing."""


def disagreement(record: Record) -> Disagreement:
    """Tell which field of a record does not agree with the others, and why; None if all do."""
    rule = _RULES.get(type(record))
    return rule(record) if rule else None


def can_disagree(record_type: type[Record]) -> bool:
    """Tell whether the fields of a record have rules between them at all."""
    return record_type in _RULES


def _exactly_one(*names: str) -> Callable[[Any], Disagreement]:
    def judge(record: Record) -> Disagreement:
        if sum(getattr(record, name) is not None for name in names) == 1:
            return None
        labels = _labels(type(record), names)
        return labels[0], f"exactly one of {', '.join(labels)} must be given."

    return judge


def _labels(record_type: type[Record], names: Sequence[str]) -> list[str]:
    return [rules_of(record_type)[name].label for name in names]


def _limit(record: CollectionLimit) -> Disagreement:
    if record.topic_id is None and record.party_id is None:
        return "Topic", "a topic or a party must be given."
    return None


def _two_parties(record: PartyRelation) -> Disagreement:
    return (
        ("To", "a party has no relation to itself.") if record.from_party_id == record.to_party_id else None
    )


def _two_entries(record: Link) -> Disagreement:
    return ("To", "an entry is not linked to itself.") if record.from_entry_id == record.to_entry_id else None


def _numbers(record: Figure) -> Disagreement:
    for label, number in (("Number", record.number), ("High", record.high)):
        if number is not None and not _DECIMAL.fullmatch(number):
            return label, f"{number[:60]!r} is not a decimal number such as 1500 or 2.5."
    if record.counted_by_party_id is not None and record.counted_by_source_id is not None:
        return "Counted by the source", "a party or a source counted, not both."
    return None


def _reading(record: Stance) -> Disagreement:
    if record.value is None and record.non_value is None:
        return "Value", "a value or a non-value must be given."
    if record.value is not None and record.non_value not in (None, "contested"):
        return "Non-value", f"beside a value only contested may stand, not {record.non_value}."
    return None


def _span(record: Citation | Coverage) -> Disagreement:
    start, end = record.start, record.end
    if start is None and end is None:
        return None
    if start is None or end is None or not 0 <= start <= end:
        return "End", "start and end go together, and the end is not before the start."
    return None if record.revision_id else ("Revision", "a span needs the text it lies in.")


def _cited(record: Citation) -> Disagreement:
    return _exactly_one("entry_id", "stance_id")(record) or _span(record)


def _numbered(record: Revision) -> Disagreement:
    return ("Number", "revisions are numbered from 1.") if record.number < 1 else None


def _decay(record: Topic) -> Disagreement:
    return ("Stale after days", "at least one day.") if record.decay_days < 1 else None


_ON_ONE = _exactly_one("entry_id", "source_id", "party_id", "topic_id", "citation_id")
_RULES: dict[type[Record], Callable[[Any], Disagreement]] = {
    CollectionLimit: _limit,
    PartyRelation: _two_parties,
    Link: _two_entries,
    Figure: _numbers,
    Stance: _reading,
    Citation: _cited,
    Coverage: _span,
    Revision: _numbered,
    Topic: _decay,
    Value: _exactly_one("entry_id", "stance_id"),
    Note: _ON_ONE,
    Tag: _ON_ONE,
}
