"""The shape of our JSON, from the field tables: which keys a row has, and the JSON Schema that says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from timeline_app.domain.records import RECORDS, Record, rules_of

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule

FORMAT = "demarche"
VERSION = 1
PIECES = "content_piece"
OWN_KEYS = ("uid", "created_at", "updated_at")
"""What every row has besides its fields."""
UID = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
TIME = "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$"


@cache
def keys_of(record: type[Record]) -> dict[str, str]:
    """Give by key of a row the field it holds: references without ``_id``, derived days left out."""
    return {
        name.removesuffix("_id") if rule.kind == "reference" else name: name
        for name, rule in rules_of(record).items()
        if rule.kind != "day"
    }


def json_schema() -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of the format."""
    tables = {record.TABLE: {"type": "array", "items": _row_schema(record)} for record in RECORDS}
    tables[PIECES] = {"type": "array", "items": _piece_schema()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Demarche timeline",
        "type": "object",
        "required": ["format", "version", "tables"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "tables": {"type": "object", "additionalProperties": False, "properties": tables},
        },
    }


def _row_schema(record: type[Record]) -> dict[str, Any]:
    rules = rules_of(record)
    fields = {key: _field_schema(rules[name]) for key, name in keys_of(record).items()}
    own = {"uid": {"type": "string", "pattern": UID}}
    own |= {key: {"type": "string", "pattern": TIME} for key in OWN_KEYS[1:]}
    required = [key for key, name in keys_of(record).items() if rules[name].required]
    return {
        "type": "object",
        "required": ["uid", *required],
        "additionalProperties": False,
        "properties": own | fields,
    }


def _field_schema(rule: FieldRule) -> dict[str, Any]:
    schema: dict[str, Any] = {"title": rule.label}
    if rule.kind in ("choice", "flag"):
        return schema | {"enum": list(rule.choices)}
    if rule.kind == "whole":
        return schema | {"type": "integer"}
    if rule.kind == "reference":
        return schema | {"type": "string", "pattern": UID, "description": f"uid of a row of {rule.target}"}
    return schema | {"type": "string"} | ({"maxLength": rule.limit} if rule.limit else {})


def _piece_schema() -> dict[str, Any]:
    properties = {
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "number": {"type": "integer", "minimum": 1},
        "bytes": {"type": "string", "contentEncoding": "base64"},
    }
    required = list(properties)
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }
