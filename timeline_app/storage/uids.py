"""Names of rows that hold in every file: UUIDs of version 7, in the order in which they were made.

Notes
-----
RFC 9562, section 5.7 and method 1 of section 6.2: 48 bits of milliseconds, a counter of 12 bits that starts
anew each millisecond and runs over into the next, 62 random bits. Python has its own from 3.14 on.
"""

from __future__ import annotations

import os
import threading
import time


class UidClock:
    """Makes uids, each greater than the one before, also from several threads."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def take(self, count: int) -> list[str]:
        """Make `count` uids in rising order."""
        stamps = _stamps(self._reserve(count), count)
        noise = os.urandom(8 * count).hex()
        places = range(0, 16 * count, 16)
        return [
            f"{stamp}{_VARIANTS[noise[at]]}{noise[at + 1 : at + 4]}-{noise[at + 4 : at + 16]}"
            for stamp, at in zip(stamps, places, strict=True)
        ]

    def _reserve(self, count: int) -> int:
        with self._lock:
            first = max(self._last + 1, (time.time_ns() // 1_000_000) << 12)
            self._last = first + count - 1
        return first


def _stamps(first: int, count: int) -> list[str]:
    """Write the first halves of uids; those of one millisecond differ in the counter only."""
    result: list[str] = []
    while len(result) < count:
        time, counter = divmod(first + len(result), len(_COUNTERS))
        written = f"{time:012x}"
        head = f"{written[:8]}-{written[8:]}-7"
        result += [head + tail for tail in _COUNTERS[counter : counter + count - len(result)]]
    return result


_COUNTERS = [f"{counter:03x}-" for counter in range(1 << 12)]
# Two of the 64 bits of noise become the variant 0b10.
_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}

_clock = UidClock()


def new_uids(count: int) -> list[str]:
    """Make `count` uids in rising order."""
    return _clock.take(count)


def new_uid() -> str:
    """Make one uid."""
    return _clock.take(1)[0]
