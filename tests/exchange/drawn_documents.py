"""Documents made from the field tables: two rows of each table, those of one table drawn at random."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from timeline_app.domain.records import (
    RECORDS,
    Citation,
    CollectionLimit,
    Coverage,
    Document,
    Entry,
    Figure,
    Note,
    Record,
    Revision,
    Stance,
    Tag,
    Topic,
    Value,
    rules_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.fields import FieldRule

ROWS = 2
TIME = "2024-12-02T09:30:00Z"
DATES = ("2024-12-02", "2024-11-26/2024-12-01", "[..2024-12-02]", "2024-11-28~/..", "2024-04-2X", "-0044-03")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=15)
LINES = TEXTS.map(lambda text: text.replace("\n", " ").replace("\r", " "))
NUMBERS = st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", fullmatch=True)
ON_ONE: dict[type[Record], tuple[str, ...]] = {
    Citation: ("entry_id", "stance_id"),
    Value: ("entry_id", "stance_id"),
    Note: ("entry_id", "source_id", "party_id", "topic_id", "citation_id"),
    Tag: ("entry_id", "source_id", "party_id", "topic_id", "citation_id"),
}
TEXT = "Ne dedi?"
TIMES = ("09:30", "23:59:59", "7:05")
READINGS = st.sampled_from(
    [(2, None), (-1, "contested"), (None, "ambiguous"), (None, "contested"), (0, None)]
)


def plain_document() -> list[Record]:
    """Two rows of each table (one document), with no more than they need."""
    return [_plain(record, n) for record in RECORDS for n in _numbers(record)]


@st.composite
def documents(draw: st.DrawFn, record_type: type[Record]) -> list[Record]:
    """A plain document in which the rows of one table hold anything that their fields take."""
    drawn = [_drawn(draw, record_type, n) for n in _numbers(record_type)]
    return [r for r in plain_document() if type(r) is not record_type] + drawn


def uid_of(record_type: type[Record], number: int) -> str:
    return f"01938730-{RECORDS.index(record_type):04x}-7000-8000-{number:012x}"


def sha_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _numbers(record_type: type[Record]) -> range:
    return range(1, 2 if record_type is Document else ROWS + 1)


def _plain(record_type: type[Record], number: int) -> Record:
    values: dict[str, Any] = {}
    for name, rule in rules_of(record_type).items():
        if rule.kind in ("line", "text") and rule.required:
            values[name] = f"{rule.label} {number}"
        elif rule.kind == "reference" and rule.required:
            values[name] = number
    if "to_entry_id" in values or "to_party_id" in values:
        values.update({name: ROWS + 1 - number for name in values if name.startswith("to_")})
    values.update(dict.fromkeys(ON_ONE.get(record_type, ())[:1], number))
    more: dict[type[Record], dict[str, Any]] = {
        Stance: {"value": 1},
        Revision: {"number": number, "text": TEXT, "sha256": sha_of(TEXT)},
        CollectionLimit: {"party_id": number},
    }
    return _made(record_type, number, values | more.get(record_type, {}))


def _drawn(draw: st.DrawFn, record_type: type[Record], number: int) -> Record:
    values = {
        name: draw(st.none() | _value(rule)) if not rule.required else draw(_value(rule))
        for name, rule in rules_of(record_type).items()
        if rule.kind != "day"
    }
    plain = _plain(record_type, number)
    for name, rule in rules_of(record_type).items():
        lies_within = rule.target == record_type.TABLE and name != "coder_id"
        if (rule.kind == "reference" and rule.required) or lies_within:
            values[name] = getattr(plain, name)
        if name == "code" and values[name] is not None:
            values[name] += f" {number}"
    _AGREED.get(record_type, lambda _draw, _values: None)(draw, values)
    if record_type in ON_ONE:
        chosen = draw(st.sampled_from(ON_ONE[record_type]))
        values |= {name: number if name == chosen else None for name in ON_ONE[record_type]}
    return _made(record_type, number, values | ({"number": number} if record_type is Revision else {}))


def _made(record_type: type[Record], number: int, values: dict[str, Any]) -> Record:
    return record_type(id=number, uid=uid_of(record_type, number), created_at=TIME, updated_at=TIME, **values)


def _value(rule: FieldRule) -> st.SearchStrategy[Any]:
    texts = {"line": LINES, "text": TEXTS}.get(rule.kind, LINES)
    if rule.required:
        texts = texts.filter(str.strip)
    of_kind: dict[str, st.SearchStrategy[Any]] = {
        "line": texts,
        "text": texts,
        "date": st.sampled_from(DATES),
        "choice": st.sampled_from(rule.choices or (0,)),
        "flag": st.sampled_from((0, 1)),
        "whole": st.integers(1, 2**63 - 1),
        "reference": st.integers(1, 1 if rule.target == "document" else ROWS),
        "json": st.dictionaries(LINES, LINES, max_size=2).map(json.dumps),
    }
    return of_kind[rule.kind]


def _agree_stance(draw: st.DrawFn, values: dict[str, Any]) -> None:
    values["value"], values["non_value"] = draw(READINGS)


def _agree_figure(draw: st.DrawFn, values: dict[str, Any]) -> None:
    values |= {"number": draw(NUMBERS), "high": draw(st.none() | NUMBERS), "counted_by_source_id": None}


def _agree_limit(draw: st.DrawFn, values: dict[str, Any]) -> None:
    values["topic_id"] = draw(st.integers(1, ROWS))


def _agree_span(draw: st.DrawFn, values: dict[str, Any]) -> None:
    place = st.integers(0, len(TEXT))
    start, end = sorted(draw(st.tuples(place, place)))
    values |= {"start": start, "end": end} if values["revision_id"] else {"start": None, "end": None}
    if values["revision_id"] and values.get("exact"):
        values["exact"] = TEXT[start:end]


def _agree_text(_draw: st.DrawFn, values: dict[str, Any]) -> None:
    values["text"] = values["text"].replace("\r", "\n")
    values["sha256"] = sha_of(values["text"])


def _agree_time(draw: st.DrawFn, values: dict[str, Any]) -> None:
    values["local_time"] = draw(st.none() | st.sampled_from(TIMES))


def _agree_topic(_draw: st.DrawFn, values: dict[str, Any]) -> None:
    values["kind"] = "proposition"


_AGREED: dict[type[Record], Callable[[st.DrawFn, dict[str, Any]], None]] = {
    Stance: _agree_stance,
    Figure: _agree_figure,
    CollectionLimit: _agree_limit,
    Citation: _agree_span,
    Coverage: _agree_span,
    Revision: _agree_text,
    Entry: _agree_time,
    Topic: _agree_topic,
}
