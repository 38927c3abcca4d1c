"""How an entry is known, in a few words: its best citation's grade and words, quoted if direct."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.records import Citation, Entry, Party, Source, Stance, Topic
from timeline_app.storage.details import LONGEST_QUOTE, read_details
from timeline_app.storage.rows import insert

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def cited(store: Store) -> Store:
    """Two sources, an entry with a stance, and one without anything."""
    with store.step("Begin"):
        for record in (
            Party(name="Ours"),
            Topic(wording="They should meet"),
            Source(title="Agency", reliability="B"),
            Source(title="Unknown"),
            Entry(title="Said", date="2024-01-01"),
            Entry(title="Not cited", date="2024-01-02"),
            Stance(entry_id=1, party_id=1, topic_id=1, value=2),
        ):
            insert(store, record)
    return store


def _cite(store: Store, **values: object) -> None:
    with store.step("Cite"):
        insert(store, Citation(**values))  # type: ignore[arg-type]


def test_without_a_citation_there_is_none(cited: Store) -> None:
    assert read_details(cited, [1, 2]) == {}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"credibility": 2, "wording": "direct", "exact": "We will\nmeet."}, "B2 “We will meet.”"),
        (
            {"credibility": 2, "wording": "indirect", "exact": "that they would meet"},
            "B2 that they would meet",
        ),
        ({"exact": "as told"}, "B– as told"),
        ({"credibility": 3, "reliability": "E"}, "E3"),
        ({"source_id": 2, "exact": "as told"}, "as told"),
    ],
)
def test_grade_and_words_of_a_citation(cited: Store, values: dict[str, object], words: str) -> None:
    _cite(cited, **{"entry_id": 1, "source_id": 1} | values)
    assert read_details(cited, [1, 2]) == {1: words}


def test_the_best_citation_of_entry_and_stances_counts(cited: Store) -> None:
    _cite(cited, entry_id=1, source_id=2, exact="not graded")
    _cite(cited, entry_id=1, source_id=1, credibility=4, exact="doubtful")
    _cite(cited, stance_id=1, source_id=1, credibility=1, exact="confirmed")
    assert read_details(cited, [1]) == {1: "B1 confirmed"}


def test_of_equal_grades_the_one_with_words_counts(cited: Store) -> None:
    _cite(cited, entry_id=1, source_id=1, credibility=1)
    _cite(cited, entry_id=1, source_id=1, credibility=1, exact="in words")
    assert read_details(cited, [1]) == {1: "B1 in words"}


def test_long_words_are_cut(cited: Store) -> None:
    _cite(cited, entry_id=1, source_id=1, exact="a" * 999, wording="direct")
    assert len(read_details(cited, [1])[1]) <= LONGEST_QUOTE + len("B– “”")
