from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from samples import one_of_each

from timeline_app.domain.records import RECORDS, Entry, Participation, Party, Stance, Topic
from timeline_app.storage import bulk, rows
from timeline_app.storage.naming import is_part
from timeline_app.storage.wording import describe, name_of

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def told(store: Store) -> Store:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
        topic = rows.get(store, Topic, 2)
        assert topic
        rows.update(store, dataclasses.replace(topic, code="T4"))
    return store


def test_a_stance_in_words(told: Store) -> None:
    stance = rows.get(told, Stance, 1)
    assert stance
    before = dataclasses.replace(stance, non_value=None)
    after = dataclasses.replace(before, value=2)
    assert describe(told, after, before) == "Says so: stance on T4 changed from +1 to +2"
    worse = dataclasses.replace(before, value=-2)
    assert describe(told, worse, before) == "Says so: stance on T4 changed from +1 to \u22122"
    silent = dataclasses.replace(before, value=None, non_value="declined to comment")
    assert describe(told, silent, before) == "Says so: stance on T4 changed from +1 to declined to comment"
    voted = dataclasses.replace(before, mode="vote")
    assert describe(told, voted, before) == "Says so: stance on T4, mode changed from explicit to vote"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "B"}, "Says so: title changed to “B”"),
        ({"body": "long"}, "Says so: body added"),
        ({"date": None}, "Says so: date removed"),
        ({"date": "2024-12-03"}, "Says so: date changed from 2 Dec 2024 to 3 Dec 2024"),
        ({"group_id": 2}, "Says so: heading of its place changed from “Levant” to “North”"),
        ({"place": "Doha", "venue": "x"}, "Says so: venue and place changed"),
        (
            {"place": "D", "venue": "x", "body": "y", "code": "z"},
            "Says so: code, body and 2 other fields changed",
        ),
        ({}, "Says so kept as it is"),
    ],
)
def test_an_entry_in_words(told: Store, fields: dict[str, Any], words: str) -> None:
    entry = rows.get(told, Entry, 1)
    assert entry
    assert describe(told, dataclasses.replace(entry, **fields), entry) == words


def test_what_comes_and_goes(told: Store) -> None:
    assert describe(told, Party(name="Iran"), None) == "Party “Iran” added"
    part = Participation(entry_id=1, party_id=2)
    assert describe(told, None, part) == "Participation of Syria removed from “Says so”"
    with pytest.raises(ValueError, match="nothing"):
        describe(told, None, None)


@pytest.mark.parametrize("record_type", RECORDS, ids=lambda record_type: record_type.TABLE)
def test_every_row_has_a_name_and_words(told: Store, record_type: type[Any]) -> None:
    for record in rows.rows(told, record_type):
        assert 0 < len(name_of(told, record_type.TABLE, record.id)) <= 60
        for words in (describe(told, record, None), describe(told, None, record)):
            assert "no longer there" not in words
            assert 0 < len(words) <= 200
            assert ("”" in words) or is_part(record_type)
    assert name_of(told, record_type.TABLE, 99).endswith("no longer there")


def test_hostile_text_stays_one_short_line(told: Store) -> None:
    party = Party(name="a\u202eb " + "x" * 400)
    words = describe(told, party, None)
    assert len(words) <= 200
    assert "⟦U+202E⟧" in words
    entry = Entry(title="t" * 500)
    assert len(describe(told, dataclasses.replace(entry, title="u" * 500), entry)) <= 200
