"""Where values come from that nobody typed: a guess accepted, an import; typing over one ends that."""

from __future__ import annotations

import dataclasses
import json
from typing import TypeVar, cast

from timeline_app.domain.records import Record

R = TypeVar("R", bound=Record)


def typed_over(before: Record, after: R) -> R:
    """Give a record whose origins no longer name the fields that differ from what they were before.

    Notes
    -----
    Origins are a JSON object by field name; one that is no object is left as it is.
    """
    kept = getattr(after, "origins", None)
    if not kept or kept != getattr(before, "origins", None):
        return after
    found = json.loads(kept)
    if not isinstance(found, dict):
        return after
    origins = cast("dict[str, object]", found)
    same = {name: origin for name, origin in origins.items() if _is_same(name, before, after)}
    if same == origins:
        return after
    text = json.dumps(same, ensure_ascii=False, sort_keys=True) if same else None
    return dataclasses.replace(after, origins=text)


def _is_same(name: str, before: Record, after: Record) -> bool:
    return getattr(before, name, None) == getattr(after, name, None)
