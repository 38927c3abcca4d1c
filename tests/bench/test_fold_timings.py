"""CPU time of reading and folding the positions of a large document, of a key of it, and of odd evidence.

With the path of a document in DEMARCHE_BENCH_DOCUMENT that one is read, such as one of a million entries;
else one of 100,000 is made.
"""

from __future__ import annotations

import csv
import gzip
import os
import random
import time
import tracemalloc
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from timeline_app.columns.evidence import MODES, NO_TIME, RANK_OF_MODE, Acts, Bonds, EvidenceColumns
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.positions import fold, segments_from
from timeline_app.columns.segments import Segments
from timeline_app.columns.stretches import FOREVER
from timeline_app.domain.dates import day_text
from timeline_app.domain.records import Entry, Party, Stance, Topic
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.evidence_columns import read_evidence, read_segments
from timeline_app.storage.opening import create, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from timeline_app.storage.store import Store

ENTRIES, PARTIES, TOPICS = 100_000, 40, 20
LONG_KEY = 5_000
NATIONS = Path(__file__).parents[3] / "shared" / "data"

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def told(what: str, work: Callable[[], Any], rounds: int = 1) -> Any:
    """Do the work; print its least CPU time of some rounds."""
    costs: list[float] = []
    result: Any = None
    for _ in range(rounds):
        began = time.process_time()
        result = work()
        costs.append(time.process_time() - began)
    print(f"{what:56} {min(costs) * 1000:10.2f} ms CPU")
    return result


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    given = os.environ.get("DEMARCHE_BENCH_DOCUMENT")
    path = Path(given) if given else made(tmp_path_factory.mktemp("large") / "large.demarche")
    with open_store(path, read_only=True) as store:
        yield store


def made(path: Path) -> Path:
    """Make a document of many stances, and one key of 5,000."""
    any_ = random.Random(7)
    modes: tuple[Any, ...] = ("explicit",) * 8 + ("deed", "implied", "reported", "vote")

    def dated() -> str:
        text = day_text(any_.randint(690_000, 737_000))
        return any_.choice([text] * 17 + [text[:7], text[:4], f"{text}/.."])

    with create(path) as store, store.step("Fill") as step:
        insert_many(step, Party, (Party(name=f"Party {n}") for n in range(1, PARTIES + 1)))
        topics = (Topic(wording=f"Proposition {n}") for n in range(1, TOPICS + 2))
        insert_many(step, Topic, topics)
        entries = (Entry(title=f"Statement {n}", date=dated()) for n in range(ENTRIES))
        insert_many(step, Entry, entries)
        stances = (
            Stance(
                entry_id=n,
                party_id=1 if n <= LONG_KEY else 1 + n % PARTIES,
                topic_id=TOPICS + 1 if n <= LONG_KEY else 1 + n // PARTIES % TOPICS,
                value=any_.choice((-2, -1, 0, 1, 2)),
                mode=any_.choice(modes),
            )
            for n in range(1, ENTRIES + 1)
        )
        insert_many(step, Stance, stances)
    return path


def test_a_whole_document(large: Store) -> None:
    decay = dict(large.conn.execute("SELECT id, decay_days FROM topic").fetchall())
    evidence: EvidenceColumns = told("reading the evidence", lambda: read_evidence(large), 3)
    segments: Segments = told("folding it", lambda: segments_from(fold(evidence, decay)), 3)
    keys = [(party, topic) for party, topic in segments.keys().tolist()]
    plain = len(evidence.bonds.tangled)
    print(f"{len(evidence):,} stances, {len(keys):,} keys, {plain:,} of them by the plain rule")
    told("both, and those", lambda: read_segments(large))
    tracemalloc.start()
    read_segments(large)
    print(f"at most {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB at a time, with {len(segments):,} rows")
    tracemalloc.stop()
    told("positions as of a day", lambda: segments.as_of(715_000), 20)
    for key in (keys[len(keys) // 2], max(keys, key=lambda key: rows_of(segments, key))):
        refold(large, evidence, segments, key)


def refold(store: Store, evidence: EvidenceColumns, segments: Segments, key: tuple[int, int]) -> None:
    """Fold one key again, as after an edit."""
    count = int(((evidence.party == key[0]) & (evidence.topic == key[1])).sum())
    fresh: Segments = told(
        f"folding a key of {count:,} stances again", lambda: read_segments(store, [key]), 3
    )
    told("putting it in the place of the one before", lambda: segments.exchanged([key], fresh), 9)
    fewer = Segments(*(column[:-1] for column in fresh.columns))
    told("the same, a row less", lambda: segments.exchanged([key], fewer), 9)


def rows_of(segments: Segments, key: tuple[int, int]) -> int:
    found = segments.of(*key)
    return found.stop - found.start


def evidence_of(
    party: NDArray[Any], topic: NDArray[Any], day: NDArray[Any], value: NDArray[Any], **more: Any
) -> EvidenceColumns:
    """Make evidence of certain days in memory, in any order."""
    order = np.lexsort((day, topic, party))
    size, days = len(order), day[order].astype(np.int32)
    mode = np.broadcast_to(more.get("mode", np.int8(0)), size)
    nothing = np.zeros(size, np.int32)
    acts = Acts(
        entry=np.arange(size, dtype=np.int32),
        day=days,
        begin_lo=days - np.int32(more.get("before", 0)),
        end_hi=np.where(more.get("is_open", False), FOREVER, days).astype(np.int32),
        time=nothing + NO_TIME,
        order=nothing,
    )
    return EvidenceColumns(
        acts=acts,
        party=party[order].astype(np.int32),
        topic=topic[order].astype(np.int32),
        mode=mode,
        rank=RANK_OF_MODE[mode],
        value=value[order].astype(np.int8),
        non_value=np.zeros(size, np.int8),
        conditions=nothing,
        readings=np.zeros(size, np.uint8),
        fallen=nothing[:0],
        falls=acts[:0],
        bonds=Bonds.none(),
    )


@pytest.mark.skipif(not NATIONS.exists(), reason="the votes are not at hand")
def test_the_votes_of_the_united_nations() -> None:
    with (NATIONS / "un_roll_calls.csv").open(encoding="utf-8") as calls:
        days = {row["rcid"]: date.fromisoformat(row["date"]).toordinal() for row in csv.DictReader(calls)}
    numbers = {call: n for n, call in enumerate(days, 1)}
    values = {"yes": 2, "no": -2, "abstain": 0}
    with gzip.open(NATIONS / "un_votes.csv.gz", "rt", encoding="utf-8") as votes:
        rows = [
            (row["country"], row["rcid"], values.get(row["vote"], NO_VALUE)) for row in csv.DictReader(votes)
        ]
    countries = {name: n for n, name in enumerate(dict.fromkeys(country for country, _, _ in rows), 1)}
    columns = [(countries[country], numbers[call], days[call], value) for country, call, value in rows]
    party, topic, day, value = np.array(columns).T
    evidence = evidence_of(party, topic, day, value, mode=np.int8(MODES.index("vote")))
    decay = dict.fromkeys(numbers.values(), 365)
    segments: Segments = told(
        f"{len(evidence):,} votes folded", lambda: segments_from(fold(evidence, decay)), 3
    )
    print(f"{len(segments):,} rows of {len(segments.keys()):,} keys")
    told("positions as of a day", lambda: segments.as_of(720_000), 20)


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("certain days", {}),
        ("days known to the month", {"before": 30}),
        ("nothing ever after anything else", {"before": 100_000}),
        ("an open end", {"is_open": np.arange(200_000) == 9}),
        ("one statement, then deeds", {"mode": np.array([0] + [3] * 199_999, np.int8)}),
    ],
)
def test_all_evidence_in_one_key(what: str, more: dict[str, Any]) -> None:
    any_ = np.random.default_rng(3)
    one = np.ones(200_000)
    day, value = any_.integers(690_000, 737_000, 200_000), any_.integers(-2, 3, 200_000)
    evidence = evidence_of(one, one, day, value, **more)
    told(f"200,000 stances in one key, {what}", lambda: segments_from(fold(evidence, {1: 365})))
