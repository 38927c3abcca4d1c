"""A file that does not fit is refused whole, with words that say where, why and what to do."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from drawn_documents import TEXT, plain_document, sha_of, uid_of
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.errors import ExchangeError
from timeline_app.domain.records import RECORDS, Citation, Coverage, Entry, Party, Revision, Stance, Topic
from timeline_app.exchange import json_shape, read_json, strict_json, write_json

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN: dict[str, Any] = json.loads(write_json(plain_document()))
ENTRY, STANCE = f"Row 1 of entry ({uid_of(Entry, 1)})", f"Row 1 of stance ({uid_of(Stance, 1)})"
SHA_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def refusal_of(data: bytes | str) -> str:
    with pytest.raises(ExchangeError) as caught:
        read_json(data)
    message = str(caught.value)
    message.encode()
    assert message.endswith(" Nothing was imported.")
    return message


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    whole = copy.deepcopy(PLAIN)
    change(whole)
    return json.dumps(whole)


def with_value(table: str, key: str, value: object) -> str:
    return changed(lambda whole: whole["tables"][table][0].__setitem__(key, value))


def without(table: str, key: str) -> str:
    return changed(lambda whole: whole["tables"][table][0].pop(key))


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"", ["Line 1, column 1", "not JSON"]),
        (b"{", ["not JSON"]),
        (b'{"format": "demarche",\n "version" 1}', ["Line 2, column 12"]),
        (b"\xff\xfe{\x00", ["Byte 1", "UTF-8"]),
        (b"\x80", ["Byte 1", "UTF-8"]),
        ('{"format": "demarche\x00"}', ["not JSON"]),
        ("[" * 200_000, ["nested too deeply"]),
        ('{"a":' * 100_000, ["nested too deeply"]),
        ("[]", ["no timeline", '"format": "demarche"']),
        ("7", ["no timeline"]),
        ('{"format": "csv"}', ["no timeline"]),
        ('{"a": 1, "b": 2, "a": 3}', ["“a” stands twice"]),
        ('{"\\ud800": 1, "\\ud800": 2}', ["“\\ud800” stands twice"]),
        ('{"format": "demarche", "version": 2}', ["version 2", "newer program", "Update"]),
        ('{"format": "demarche"}', ['"version": 1']),
        ('{"format": "demarche", "version": true}', ['"version": 1']),
        ('{"format": "demarche", "version": 1.0}', ['"version": 1']),
        ('{"format": "demarche", "version": NaN}', ['"version": 1']),
        ('{"format": "demarche", "version": 0}', ['"version": 1']),
        ('{"format": "demarche", "version": 1}', ["no tables"]),
        ('{"format": "demarche", "version": 1, "tables": []}', ["no tables"]),
        ('{"format": "demarche", "version": 1, "tables": {}, "x": 1}', ["“x”"]),
        ('{"format": "demarche", "version": 1, "tables": {"sqlite_master": []}}', ["“sqlite_master”"]),
        ('{"format": "demarche", "version": 1, "tables": {"entry": {}}}', ["entry must be a list"]),
        ('{"format": "demarche", "version": 1, "tables": {"entry": [{}]}}', ["Row 1 of entry", "no uid"]),
        ('{"format": "demarche", "version": 1, "tables": {"entry": [[]]}}', ["Row 1 of entry", "object"]),
    ],
)
def test_what_is_no_timeline_is_refused(data: bytes | str, parts: list[str]) -> None:
    message = refusal_of(data)
    assert all(part in message for part in parts), message


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (with_value("entry", "importence", 2), [ENTRY, "“importence”", "leave it out"]),
        (with_value("entry", "id", 4), [ENTRY, "“id”"]),
        (with_value("entry", "begin_lo", 4), [ENTRY, "“begin_lo”"]),
        (with_value("entry", "coder_id", 1), [ENTRY, "“coder_id”"]),
        (with_value("entry", "\ud800<b>\u202e", 1), [ENTRY, "\\ud800<b>⟦U+202E⟧"]),
        (with_value("entry", "title", 5), [f"{ENTRY}, title:", "takes text, not 5"]),
        (with_value("entry", "title", None), [f"{ENTRY}, title:", "null", "leave the field out"]),
        (with_value("entry", "title", ["a"]), [f"{ENTRY}, title:", "not a list"]),
        (with_value("entry", "title", " "), [f"{ENTRY}, title:", "empty"]),
        (without("entry", "title"), [ENTRY, "lacks title"]),
        (without("entry", "kind"), [ENTRY, "lacks kind"]),
        (with_value("entry", "title", "a\0b"), [f"{ENTRY}, title:", "NUL"]),
        (with_value("entry", "title", "a\nb"), [f"{ENTRY}, title:", "one line"]),
        (with_value("entry", "title", "a\ud800b"), [f"{ENTRY}, title:", "U+D800"]),
        (with_value("entry", "title", "x" * 501), [f"{ENTRY}, title:", "501", "500"]),
        (with_value("entry", "body", "x" * 20_001), [f"{ENTRY}, body:", "20,001"]),
        (with_value("entry", "kind", "statment"), [f"{ENTRY}, kind:", "statment", "statement, demand"]),
        (with_value("entry", "kind", {}), [f"{ENTRY}, kind:", "not an object"]),
        (with_value("entry", "importance", 4), [f"{ENTRY}, importance:", "4", "1, 2, 3"]),
        (with_value("entry", "importance", "2"), [f"{ENTRY}, importance:", "1, 2, 3"]),
        (with_value("entry", "importance", True), [f"{ENTRY}, importance:", "not true"]),
        (with_value("entry", "importance", 2.0), [f"{ENTRY}, importance:", "2.0", "whole"]),
        (with_value("entry", "importance", float("nan")), [f"{ENTRY}, importance:", "NaN"]),
        (with_value("entry", "importance", float("-inf")), [f"{ENTRY}, importance:", "-Infinity"]),
        (with_value("topic", "sort_order", 10**40), ["Row 1 of topic", "sort_order", "too long"]),
        (with_value("topic", "sort_order", 10**19), ["Row 1 of topic", "sort_order", "too large"]),
        (with_value("topic", "sort_order", "1"), ["Row 1 of topic", "a whole number, not text"]),
        (with_value("topic", "decay_days", 0), ["Row 1 of topic", "decay_days", "at least one day"]),
        (with_value("topic", "short_label", "x" * 25), ["Row 1 of topic", "short_label", "24"]),
        (with_value("stance", "adopted", 2), [f"{STANCE}, adopted:", "0, 1"]),
        (with_value("stance", "value", 3), [f"{STANCE}, value:", "-2, -1, 0, 1, 2"]),
        (without("stance", "value"), [f"{STANCE}, value:", "must be given"]),
        (with_value("entry", "date", "2024-02-30"), [f"{ENTRY}, date:", "30"]),
        (with_value("entry", "date", "2 Dec 2024"), [f"{ENTRY}, date:", "2024-12-02"]),
        (with_value("entry", "date", "2024-12-02/2024-11-26"), [f"{ENTRY}, date:"]),
        (with_value("entry", "date", "٢٠٢٤-١٢-٠٢"), [f"{ENTRY}, date:"]),
        (with_value("entry", "origins", "{"), [f"{ENTRY}, origins:", "not JSON"]),
        (with_value("entry", "origins", "[" * 9_000), [f"{ENTRY}, origins:", "not JSON"]),
        (with_value("entry", "created_at", "yesterday"), [ENTRY, "created_at", "2024-12-02T09:30:00Z"]),
        (with_value("entry", "updated_at", ""), [f"{ENTRY}, updated_at:", "leave it out"]),
        (with_value("entry", "uid", "1"), ["Row 1 of entry (1)", "uid"]),
        (with_value("group", "uid", "01938730-0000-7000-8000-00000000ABCD"), ["uid", "small letters"]),
        (with_value("stance", "party", uid_of(Topic, 1)), [f"{STANCE}, party:", uid_of(Topic, 1), "add it"]),
        (with_value("stance", "party", 1), [f"{STANCE}, party:", "takes text"]),
        (with_value("stance", "coder", "nobody"), [f"{STANCE}, coder:", "no row of coder"]),
        (with_value("entry", "uid", uid_of(Entry, 2)), ["Rows 1 and 2 of entry", "same uid"]),
        (with_value("figure", "number", "1,139"), ["Row 1 of figure", "number", "1500"]),
        (with_value("citation", "stance", uid_of(Stance, 1)), ["Row 1 of citation", "exactly one"]),
        (with_value("link", "to_entry", uid_of(Entry, 1)), ["Row 1 of link", "to_entry", "itself"]),
    ],
)
def test_a_row_that_does_not_fit_is_named(data: str, parts: list[str]) -> None:
    message = refusal_of(data)
    assert all(part in message for part in parts), message


def share_code(whole: dict[str, Any]) -> None:
    for row in whole["tables"]["party"]:
        row["code"] = "TUR"


def share_number(whole: dict[str, Any]) -> None:
    for row in whole["tables"]["revision"]:
        row |= {"number": 1, "source": PLAIN["tables"]["source"][0]["uid"]}


def share_condition(whole: dict[str, Any]) -> None:
    first, second = whole["tables"]["stance_condition"]
    second |= {"stance": first["stance"], "condition": first["condition"]}


def lie_in_a_circle(whole: dict[str, Any]) -> None:
    first, second = whole["tables"]["topic"]
    first["parent"], second["parent"] = second["uid"], first["uid"]


def lie_within_itself(whole: dict[str, Any]) -> None:
    row = whole["tables"]["figure"][1]
    row["part_of"] = row["uid"]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (share_code, [f"Row 2 of party ({uid_of(Party, 2)})", "code “TUR”", "row 1"]),
        (share_number, [f"Row 2 of revision ({uid_of(Revision, 2)})", "row 1"]),
        (share_condition, ["Row 2 of stance_condition", "row 1"]),
        (lie_in_a_circle, [f"Row 1 of topic ({uid_of(Topic, 1)}), parent:", "within itself"]),
        (lie_within_itself, ["Row 2 of figure", "part_of", "within itself"]),
        (lambda w: w["tables"]["topic"][0].update(kind="area"), [STANCE, "topic", "proposition", "an area"]),
        (lambda w: w["tables"]["document"].append(dict(w["tables"]["document"][0], uid="x")), ["document"]),
    ],
)
def test_rows_that_exclude_each_other_are_named(change: Callable[..., object], parts: list[str]) -> None:
    message = refusal_of(changed(change))
    assert all(part in message for part in parts), message


def quote(whole: dict[str, Any], **citation: object) -> None:
    whole["tables"]["citation"][0] |= {"revision": uid_of(Revision, 1), **citation}


def read_span(whole: dict[str, Any]) -> None:
    whole["tables"]["coverage"][0] |= {"revision": uid_of(Revision, 1), "start": 0, "end": len(TEXT) + 1}


def end_lines_with_cr(whole: dict[str, Any]) -> None:
    whole["tables"]["revision"][0] |= {"text": "one\r\ntwo", "sha256": sha_of("one\r\ntwo")}


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (end_lines_with_cr, [f"Row 1 of revision ({uid_of(Revision, 1)}), text:", "U+000D"]),
        (lambda w: w["tables"]["revision"][0].update(text="other"), ["revision", "sha256:", sha_of("other")]),
        (lambda w: w["tables"]["revision"][0].update(sha256=sha_of(TEXT).upper()), ["sha256:", sha_of(TEXT)]),
        (lambda w: quote(w, start=0, end=len(TEXT) + 1), [f"({uid_of(Citation, 1)}), end:", "not lie"]),
        (lambda w: quote(w, start=3, end=2), ["Row 1 of citation", "end:", "not before the start"]),
        (lambda w: quote(w, start=0, end=2, exact="ne"), ["Row 1 of citation", "exact:", "“Ne”"]),
        (read_span, [f"Row 1 of coverage ({uid_of(Coverage, 1)}), end:", "not lie"]),
        (lambda w: w["tables"]["entry"][0].update(local_time="24:00"), [f"{ENTRY}, local_time:", "09:30"]),
        (lambda w: w["tables"]["entry"][0].update(local_time="noon"), [f"{ENTRY}, local_time:", "noon"]),
    ],
)
def test_texts_quotations_and_times_are_held_to_the_letter(
    change: Callable[..., object], parts: list[str]
) -> None:
    message = refusal_of(changed(change))
    assert all(part in message for part in parts), message


def test_quotations_are_counted_in_characters() -> None:
    text = "“\U0001f54a” dedi."
    whole = copy.deepcopy(PLAIN)
    whole["tables"]["revision"][0] |= {"text": text, "sha256": sha_of(text)}
    quote(whole, start=1, end=2, exact="\U0001f54a")
    assert read_json(json.dumps(whole)).records


def test_codes_are_kept_apart_by_table() -> None:
    whole = copy.deepcopy(PLAIN)
    for table in ("party", "person", "topic", "entry", "source", "condition"):
        whole["tables"][table][0]["code"] = "T1"
    assert read_json(json.dumps(whole)).records


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ({"sha256": SHA_OF_NOTHING, "number": 1, "bytes": "eA=="}, "damaged"),
        ({"sha256": SHA_OF_NOTHING, "number": 2, "bytes": ""}, "damaged"),
        ({"sha256": SHA_OF_NOTHING, "number": 0, "bytes": ""}, "number"),
        ({"sha256": SHA_OF_NOTHING, "number": "1", "bytes": ""}, "number"),
        ({"sha256": SHA_OF_NOTHING, "number": True, "bytes": ""}, "number"),
        ({"sha256": SHA_OF_NOTHING.upper(), "number": 1, "bytes": ""}, "sha256"),
        ({"sha256": SHA_OF_NOTHING, "number": 1, "bytes": "e"}, "base64"),
        ({"sha256": SHA_OF_NOTHING, "number": 1, "bytes": "é"}, "base64"),
        ({"sha256": SHA_OF_NOTHING, "number": 1, "bytes": 5}, "base64"),
        ({"sha256": SHA_OF_NOTHING, "number": 1}, "must hold"),
        ({"sha256": SHA_OF_NOTHING, "number": 1, "bytes": "", "x": 1}, "must hold"),
        ({"sha256": SHA_OF_NOTHING, "number": 1, "bytes": "A" * 1_398_108}, "1,048,576"),
    ],
)
def test_kept_bytes_that_do_not_fit_are_refused(row: dict[str, Any], part: str) -> None:
    whole = {"format": "demarche", "version": 1, "tables": {json_shape.PIECES: [row]}}
    assert part in refusal_of(json.dumps(whole))


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_json, "LARGEST", 20)
    assert "larger than 20 bytes" in refusal_of(b" " * 21)


def test_a_long_list_of_keys_with_one_twice_is_refused_at_once() -> None:
    keys = ",".join(f'"k{n}":1' for n in range(50_000))
    assert "“k49999” stands twice" in refusal_of("{" + keys + ',"k49999":2}')


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200)
@given(value=JSON, data=st.data())
def test_any_value_in_any_field_is_taken_or_refused(value: object, data: st.DataObject) -> None:
    whole = copy.deepcopy(PLAIN)
    record_type = data.draw(st.sampled_from(RECORDS))
    key = data.draw(st.sampled_from(list(json_shape.keys_of(record_type))))
    whole["tables"][record_type.TABLE][0][key] = value
    text = json.dumps(whole)
    try:
        read = read_json(text)
    except ExchangeError as error:
        str(error).encode()
    else:
        assert read_json(write_json(read.records)) == read


@settings(max_examples=200)
@given(place=st.integers(0, 10**6), wrong=st.binary(max_size=3), cut=st.integers(0, 3))
def test_a_damaged_file_is_taken_or_refused(place: int, wrong: bytes, cut: int) -> None:
    whole = write_json(plain_document()).encode()
    place %= len(whole)
    try:
        read_json(whole[:place] + wrong + whole[place + cut :])
    except ExchangeError as error:
        str(error).encode()
