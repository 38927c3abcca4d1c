"""CPU time of the first page of hits, of any filter, and of what pickers offer; printed, not asserted.

DEMARCHE_BENCH_ENTRIES sets the size of the made-up document.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.bench.documents import synthetic_document
from timeline_app.domain.filtering import Filter
from timeline_app.storage.filtering import passing
from timeline_app.storage.hits import entries_of, find
from timeline_app.storage.lookup import candidates
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES = int(os.environ.get("DEMARCHE_BENCH_ENTRIES", "100000"))
TYPED = ("w", "wi", "withdr", "withdrawal", "the", "ceasefire talks", "foreign min", "1", "party 7", "nobody")
FILTERS = (
    Filter(parties=frozenset({3})),
    Filter(parties=frozenset(range(1, 21))),
    Filter(parties=frozenset({3}), roles=frozenset({"actor"})),
    Filter(roles=frozenset({"host"})),
    Filter(roles=frozenset({"actor"})),
    Filter(kinds=frozenset({"talks"})),
    Filter(topics=frozenset({5})),
    Filter(modes=frozenset({"vote"})),
    Filter(modes=frozenset({"explicit"})),
    Filter(grade=("B", 2)),
    Filter(grade=("B", 2), with_unjudged=True),
    Filter(since=720_000),
    Filter(since=700_000, until=720_000),
    Filter(statuses=frozenset({"draft"})),
    Filter(statuses=frozenset({"coded"})),
    Filter(tags=frozenset({"idlib"})),
    Filter(coders=frozenset({1})),
    Filter(text="withdrawal"),
    Filter(text="w"),
    Filter(parties=frozenset({3}), kinds=frozenset({"talks"}), since=700_000, modes=frozenset({"explicit"})),
)

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def _show(label: str, do: Callable[[], object]) -> None:
    do()
    costs: list[float] = []
    for _ in range(5):
        before = time.process_time()
        do()
        costs.append((time.process_time() - before) * 1000)
    print(f"{label:60} {sorted(costs)[2]:8.1f} ms")


def test_what_finding_costs() -> None:
    with open_store(synthetic_document(ENTRIES), read_only=True) as store:
        print(f"\n{ENTRIES:,} entries; median of five, CPU; first page of hits")
        for typed in TYPED:
            _show(f"  {typed!r}", lambda typed=typed: find(store, typed))
        print("the entries of a hit")
        for table in ("party", "topic", "source"):
            _show(f"  {table} 7", lambda table=table: entries_of(store, table, 7))
        print("filters")
        for wanted in FILTERS:
            _show(f"  {_said(wanted)}", lambda wanted=wanted: passing(store, wanted))
        print("what a picker offers")
        for table in ("party", "topic", "source", "entry", "stance", "citation"):
            for typed in ("", "w", "7"):
                _show(f"  {table} {typed!r}", lambda of=(table, typed): candidates(store, *of))


def _said(wanted: Filter) -> str:
    asked = {name: getattr(wanted, name) for name in wanted.fields}
    return ", ".join(f"{k} {len(v) if isinstance(v, frozenset) else v}" for k, v in asked.items())
