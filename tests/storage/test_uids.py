from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from timeline_app.storage.uids import UidClock, new_uid, new_uids

if TYPE_CHECKING:
    import pytest


def test_uids_are_of_version_7_and_of_now() -> None:
    uid = uuid.UUID(new_uid())
    assert uid.version == 7
    assert uid.variant == uuid.RFC_4122
    assert abs((uid.int >> 80) - time.time() * 1000) < 60_000


def test_uids_rise_and_differ() -> None:
    uids = [*new_uids(20_000), *(new_uid() for _ in range(100))]
    assert uids == sorted(uids)
    assert len(set(uids)) == len(uids)


def test_uids_rise_when_the_clock_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = UidClock()
    first = clock.take(1)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert clock.take(2) > first


def test_threads_share_no_uid() -> None:
    clock = UidClock()
    with ThreadPoolExecutor(4) as pool:
        taken = [uid for part in pool.map(clock.take, [500] * 8) for uid in part]
    assert len(set(taken)) == 4000
