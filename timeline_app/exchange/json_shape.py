"""The shape of our JSON, from the field tables: which keys a row has, and the JSON Schema that says so."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline_app.domain.records import RECORDS, Record, rules_of

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule

FORMAT = "demarche"
VERSION = 1
PIECES = "content_piece"
PIECE_KEYS: tuple[str, ...] = ("sha256", "number", "bytes")
TIMES = ("created_at", "updated_at")
LONGEST_PIECE = 1 << 20
"""Bytes in a piece of kept bytes, at the most."""
UID = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
TIME = "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$"


@cache
def keys_of(record_type: type[Record]) -> dict[str, str]:
    """
    Give by key of a row the field it holds, in the order of writing.

    References lose their ``_id``, days that follow from a date are left out, and who made the row and when
    comes last.
    """
    rules = rules_of(record_type)
    fields = [name for name, rule in rules.items() if rule.kind != "day" and name != "coder_id"]
    keys = {name.removesuffix("_id") if rules[name].kind == "reference" else name: name for name in fields}
    return {"uid": "uid", **keys, "coder": "coder_id", **{name: name for name in TIMES}}


def schema_text() -> str:
    """Give the JSON Schema as the text of a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def json_schema() -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of the format."""
    tables = {record.TABLE: _list_of(_row_schema(record)) for record in RECORDS}
    tables["document"]["maxItems"] = 1
    tables[PIECES] = _list_of(_piece_schema())
    frame = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "tables": _object_of(tables, []),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Demarche timeline",
        **_object_of(frame, list(frame)),
    }


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object_of(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _row_schema(record_type: type[Record]) -> dict[str, Any]:
    rules, keys = rules_of(record_type), keys_of(record_type)
    own = {"uid": {"type": "string", "pattern": UID}} | {
        key: {"type": "string", "pattern": TIME} for key in TIMES
    }
    fields = {key: own.get(key) or _field_schema(rules[name]) for key, name in keys.items()}
    return _object_of(fields, ["uid", *required_keys(record_type)])


def required_keys(record_type: type[Record]) -> list[str]:
    """List the keys that no row may lack, besides its uid."""
    rules = rules_of(record_type)
    return [key for key, name in keys_of(record_type).items() if name in rules and rules[name].required]


def _field_schema(rule: FieldRule) -> dict[str, Any]:
    schema: dict[str, Any] = {"title": rule.label}
    if rule.kind in ("choice", "flag"):
        return schema | {"enum": list(rule.choices)}
    if rule.kind == "whole":
        return schema | {"type": "integer"}
    if rule.kind == "reference":
        return schema | {"type": "string", "pattern": UID, "description": f"uid of a row of {rule.target}"}
    return schema | {"type": "string", "maxLength": rule.limit} | _more(rule)


def _more(rule: FieldRule) -> dict[str, Any]:
    more: dict[str, Any] = {"pattern": r"\S"} if rule.required else {}
    if rule.kind == "date":
        more["description"] = "EDTF"
    if rule.kind == "json":
        more["contentMediaType"] = "application/json"
    return more


def _piece_schema() -> dict[str, Any]:
    sha256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    encoded = {"type": "string", "contentEncoding": "base64"}
    number = {"type": "integer", "minimum": 1}
    return _object_of(dict(zip(PIECE_KEYS, (sha256, number, encoded), strict=True)), list(PIECE_KEYS))
