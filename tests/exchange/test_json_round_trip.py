"""What is written is read back, field by field; and equal documents are equal bytes."""

from __future__ import annotations

import hashlib
import json
import random
from typing import TYPE_CHECKING

import pytest
from drawn_documents import TIME, documents, plain_document, uid_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.domain.records import RECORDS, Coder, Entry, Party, Record, Topic
from timeline_app.exchange import FORMATS, read_json, write_json
from timeline_app.exchange.content import Piece
from timeline_app.exchange.json_shape import LONGEST_PIECE, keys_of

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject


@pytest.mark.parametrize("record_type", RECORDS, ids=lambda record: record.TABLE)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_records_come_back_as_they_were(record_type: type[Record], data: DataObject) -> None:
    records = data.draw(documents(record_type))
    written = write_json(records)
    read = read_json(written.encode())
    assert sorted(read.records, key=lambda r: r.uid) == sorted(records, key=lambda r: r.uid)
    assert write_json(read.records, read.pieces) == written


def test_records_come_in_the_order_of_the_tables() -> None:
    read = read_json(write_json(plain_document()))
    assert list(dict.fromkeys(map(type, read.records))) == list(RECORDS)
    for record_type in RECORDS:
        ids = [record.id for record in read.records if type(record) is record_type]
        assert ids == list(range(1, len(ids) + 1))


def test_equal_documents_are_equal_bytes_whatever_their_ids_and_order() -> None:
    records = plain_document()
    written = write_json(records)
    shuffled = random.Random(1).sample(records, len(records))
    assert write_json(shuffled) == written
    uid, other = uid_of(Coder, 1), uid_of(Party, 1)
    one = [Coder(id=1, uid=uid, name="A", coder_id=1), Party(id=7, uid=other, name="B", coder_id=1)]
    two = [Party(id=1, uid=other, name="B", coder_id=9), Coder(id=9, uid=uid, name="A", coder_id=9)]
    assert write_json(one) == write_json(two)
    assert write_json(one) != write_json([one[0]])


def test_rows_may_refer_to_themselves_and_in_circles_to_their_coders() -> None:
    made = {"created_at": TIME, "updated_at": TIME}
    coders = [
        Coder(id=n, uid=uid_of(Coder, n), name="C", coder_id=by, **made) for n, by in ((3, 3), (1, 2), (2, 1))
    ]
    assert [coder.coder_id for coder in read_json(write_json(coders)).records] == [2, 1, 3]


def test_a_file_says_what_it_is_and_holds_neither_ids_nor_empty_fields_nor_derived_days() -> None:
    entry = Entry(
        id=4,
        uid=uid_of(Entry, 4),
        title="Türkiye\u2028speaks",
        date="2024-12-02",
        begin_lo=739222,
        created_at=TIME,
        updated_at=TIME,
    )
    written = write_json([entry])
    assert written.endswith("\n}\n")
    assert "Türkiye" in written
    assert json.loads(written) == {
        "format": "demarche",
        "version": 1,
        "tables": {
            "entry": [
                {
                    "uid": uid_of(Entry, 4),
                    "kind": "statement",
                    "date": "2024-12-02",
                    "title": "Türkiye\u2028speaks",
                    "importance": 2,
                    "status": "coded",
                    "created_at": TIME,
                    "updated_at": TIME,
                }
            ]
        },
    }


def test_an_empty_document_is_read() -> None:
    assert read_json(write_json([])).records == ()


def test_a_byte_order_mark_is_no_matter() -> None:
    written = write_json(plain_document())
    plain = read_json(written)
    assert read_json("\ufeff" + written) == plain
    assert read_json(b"\xef\xbb\xbf" + written.encode()) == plain


def test_kept_bytes_come_back() -> None:
    data = bytes(range(256)) * (LONGEST_PIECE // 256) + b"the rest"
    sha256 = hashlib.sha256(data).hexdigest()
    pieces = (Piece(sha256, 1, data[:LONGEST_PIECE]), Piece(sha256, 2, data[LONGEST_PIECE:]))
    written = write_json([], reversed(pieces))
    assert read_json(written).pieces == pieces
    assert write_json([], pieces) == written


def test_no_two_fields_share_a_key() -> None:
    for record_type in RECORDS:
        fields = list(keys_of(record_type).values())
        assert len(fields) == len(set(fields))
        assert {"uid", "coder_id", "created_at", "updated_at"} <= set(fields)
    assert keys_of(Topic)["parent"] == "parent_id"


def test_formats_are_found_by_their_endings() -> None:
    endings = [suffix for each in FORMATS for suffix in each.suffixes]
    assert len(endings) == len(set(endings))
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)
    for each in FORMATS:
        written = each.write(plain_document(), ())
        assert each.read(written.encode()).records
