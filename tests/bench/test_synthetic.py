"""The synthetic document is what the bench says it is, and the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench import synthetic, un_votes
from tests.bench.documents import synthetic_document
from timeline_app.domain.records import Citation, Entry, Link, Participation, Party, Source, Stance
from timeline_app.storage.checkup import check
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.rows import count, rows

if TYPE_CHECKING:
    from pathlib import Path


def test_it_holds_what_it_should(tmp_path: Path) -> None:
    with create(tmp_path / "made.demarche") as store:
        synthetic.fill(store, 1000)
        counted = [count(store, kind) for kind in (Entry, Participation, Stance, Citation, Party, Source)]
        assert counted == [1000, 1300, 1000, 100, synthetic.PARTIES, synthetic.SOURCES]
        assert 5 <= count(store, Link) <= 10
        dates = [entry.date or "" for entry in rows(store, Entry)]
        assert 850 <= sum(len(date) == len("2024-12-02") for date in dates) <= 940
        assert any(date.endswith("/..") for date in dates)
        titles = "".join(entry.title for entry in rows(store, Entry))
        assert all(
            any(first <= mark <= last for mark in titles) for first, last in ("az", "ءي", "ая", "αω", "את")
        )
        assert check(store) == []


def test_the_same_seed_makes_the_same() -> None:
    def made(seed: int) -> str:
        return repr([list(records) for _, records in synthetic.tables(200, seed)])

    assert made(3) == made(3) != made(4)


def test_it_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_BENCH", str(tmp_path))
    path = synthetic_document(50)
    made = path.stat().st_mtime_ns
    assert synthetic_document(50).stat().st_mtime_ns == made
    assert synthetic_document(50, anew=True).stat().st_mtime_ns > made
    with open_store(path) as store:
        assert count(store, Entry) == 50
    assert [found.name for found in tmp_path.glob("*.demarche")] == [path.name]


@pytest.mark.skipif(not un_votes.is_there(), reason="the votes are not there")
@pytest.mark.bench
def test_the_votes_are_all_there(tmp_path: Path) -> None:
    with create(tmp_path / "votes.demarche") as store:
        un_votes.load(store)
        assert [count(store, kind) for kind in (Entry, Party, Stance)] == [6203, 200, 870_109]
        assert [party.name for party in rows(store, Party, iso2="NA")] == ["Namibia"]
