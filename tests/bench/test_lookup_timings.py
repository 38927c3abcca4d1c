"""CPU time of what a picker offers at 10,000 parties with names; printed, not asserted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.records import Entry, Participation, Party, PartyName, Record
from timeline_app.storage.bulk import take_in
from timeline_app.storage.lookup import candidates
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.bench
PARTIES = 10_000
WORDS = (
    "Free",
    "National",
    "United",
    "Turkish",
    "Syrian",
    "Democratic",
    "Peoples",
    "Army",
    "Front",
    "Council",
)
TYPED = ("m", "mov", "movement", "free", "free army", "p1", "movement 77", "united mouvement", "nobody", "")


def test_what_a_picker_offers(tmp_path: Path) -> None:
    parties: list[Record] = [
        Party(id=n, name=f"{WORDS[n % 10]} {WORDS[n // 10 % 10]} movement {n}", code=f"P{n}")
        for n in range(1, PARTIES + 1)
    ]
    names = [
        PartyName(id=n, party_id=n, name=f"Mouvement {WORDS[n % 10]} {n}") for n in range(1, PARTIES + 1)
    ]
    used = [Participation(id=n, entry_id=1, party_id=n * 7 % PARTIES + 1) for n in range(1, 3001)]
    with create(tmp_path / "many.demarche") as store:
        with store.step("Many") as step:
            take_in(step, [*parties, *names, Entry(id=1, title="Met", date="2024"), *used])
        for typed in TYPED:
            begun = time.process_time()
            for _ in range(5):
                candidates(store, "party", typed)
            print(f"{typed!r:22} {(time.process_time() - begun) / 5 * 1000:6.1f} ms")
