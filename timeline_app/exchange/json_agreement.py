"""What the rows of a file must keep between them before any is taken, from codes and pairs to quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_app.domain.exactness import inexact_quotation, inexact_span, inexact_text, inexact_time
from timeline_app.domain.records import (
    AlternativeCondition,
    Citation,
    Coverage,
    Document,
    Entry,
    Record,
    Revision,
    Stance,
    StanceCondition,
    Topic,
    rules_of,
)
from timeline_app.exchange.json_rows import place_of
from timeline_app.exchange.strict_json import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.domain.exactness import Inexact

    Tables = Mapping[type[Record], Sequence[Any]]

_ONCE: dict[type[Record], tuple[str, ...]] = {
    Revision: ("source_id", "number"),
    StanceCondition: ("stance_id", "condition_id"),
    AlternativeCondition: ("alternative_id", "condition_id"),
}
"""Fields that no two rows of a table share."""


def check_between_rows(tables: Tables) -> None:
    """
    Hold the rows of a file against each other.

    Raises
    ------
    ExchangeError
        If two rows exclude each other, a stance is taken on no proposition, something lies within itself, or
        a text, a quotation or a time of day is not what it says.
    """
    if len(tables[Document]) > 1:
        refuse("A file is one document; the table document holds several rows. Leave one.")
    for record_type, records in tables.items():
        _check_once(records, _ONCE.get(record_type, ()))
        if "code" in rules_of(record_type):
            _check_once([record for record in records if record.code is not None], ("code",))
        for name, rule in rules_of(record_type).items():
            if rule.target == record_type.TABLE and name != "coder_id":
                _check_circles(records, name)
    _check_propositions(tables[Stance], tables[Topic])
    _check_exactness(tables)


def _check_once(records: Sequence[Any], names: tuple[str, ...]) -> None:
    seen: dict[tuple[object, ...], Any] = {}
    for record in records if names else ():
        held = tuple(getattr(record, name) for name in names)
        first = seen.setdefault(held, record)
        if first is not record:
            what = f"code “{record.code[:60]}”" if names == ("code",) else " and ".join(names)
            refuse(f"{place_of(record)} has the same {what} as row {first.id}; change one.")


def _check_propositions(stances: Sequence[Stance], topics: Sequence[Topic]) -> None:
    for stance in stances:
        topic = topics[stance.topic_id - 1]
        if topic.kind != "proposition":
            refuse(
                f"{place_of(stance)}, topic: a stance is taken on a proposition, and row {topic.id} of topic "
                f"is an {topic.kind}; name a proposition."
            )


def _check_exactness(tables: Tables) -> None:
    for entry in tables[Entry]:
        _refuse_if(entry, inexact_time(entry.local_time))
    for revision in tables[Revision]:
        _refuse_if(revision, inexact_text(revision))
    texts = [revision.text for revision in tables[Revision]]
    for span in (*tables[Citation], *tables[Coverage]):
        if span.revision_id is not None:
            judge = inexact_quotation if isinstance(span, Citation) else inexact_span
            _refuse_if(span, judge(span, texts[span.revision_id - 1]))


def _refuse_if(record: Record, fault: Inexact) -> None:
    if fault:
        refuse(f"{place_of(record)}, {fault[0]}: {fault[1]}")


def _check_circles(records: Sequence[Any], name: str) -> None:
    """Refuse rows that lie within themselves, directly or through others."""
    well: set[int] = set()
    for record in records:
        path: set[int] = set()
        above: int | None = record.id
        while above is not None and above not in well:
            if above in path:
                refuse(f"{place_of(record)}, {name.removesuffix('_id')}: it lies within itself; mend that.")
            path.add(above)
            above = getattr(records[above - 1], name)
        well |= path
