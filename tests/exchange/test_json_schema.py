"""The JSON Schema follows from the field tables and takes what the program writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from drawn_documents import documents, plain_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.domain.records import RECORDS, Record
from timeline_app.exchange import read_json, write_json
from timeline_app.exchange.json_shape import json_schema, keys_of

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLES = sorted((ROOT / "db" / "examples").glob("*.json"))
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert set(json_schema()["properties"]["tables"]["properties"]) >= {record.TABLE for record in RECORDS}


@pytest.mark.parametrize("record_type", RECORDS, ids=lambda record: record.TABLE)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_schema_takes_what_is_written(record_type: type[Record], data: DataObject) -> None:
    VALIDATOR.validate(json.loads(write_json(data.draw(documents(record_type)))))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_bundled_examples_are_canonical_and_keep_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    VALIDATOR.validate(json.loads(text))
    assert write_json(read_json(text).records) == text


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("entry", "kind", "statment"),
        ("entry", "title", " "),
        ("entry", "title", None),
        ("entry", "uid", "1"),
        ("entry", "begin_lo", 1),
        ("entry", "importance", 4),
        ("topic", "short_label", "x" * 25),
        ("stance", "party", 1),
        ("topic", "decay_days", "365"),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(table: str, key: str, value: object) -> None:
    whole = json.loads(write_json(plain_document()))
    whole["tables"][table][0][key] = value
    assert not VALIDATOR.is_valid(whole)


def test_the_examples_in_the_documentation_are_read() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    examples = [text for text in re.findall(r"```json\n(.*?)```", page, re.DOTALL) if '"format"' in text]
    assert examples
    for text in examples:
        VALIDATOR.validate(json.loads(text))
        assert read_json(text).records


def test_the_documentation_names_every_table() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    for record_type in RECORDS:
        assert f"`{record_type.TABLE}`" in page
    references = {key for record in RECORDS for key, name in keys_of(record).items() if name.endswith("_id")}
    assert {key for key in references if f"`{key}`" not in page} == set()
