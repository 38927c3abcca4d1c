"""When a backup is due, and which are kept: rules over times and sizes, without a file or a document."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import datetime

Reason = Literal["day", "interval", "import", "merge", "migration", "bulk-delete", "asked"]
REASONS: Final[dict[Reason, str]] = {
    "day": "first change of a day",
    "interval": "ten minutes with changes",
    "import": "before an import",
    "merge": "before a merge",
    "migration": "before it was brought up to date",
    "bulk-delete": "before much was deleted",
    "asked": "asked for",
}
"""Why a backup is made, with the words for it."""

INTERVAL: Final = timedelta(minutes=10)
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9
LEAST: Final = 3
COPIES: Final = 10
BYTES: Final = 2 * 10**9


def reason_due(last: datetime | None, now: datetime) -> Reason | None:
    """
    Tell why a document that changed since its last backup is to be backed up; None if it can wait.

    Parameters
    ----------
    last : datetime or None
        When its last backup was made, aware of its zone; None if it has none.
    now : datetime
        The present, aware of its zone.

    Notes
    -----
    A backup of the future was made while the clock went wrong and says nothing of when the next is due.
    """
    if last is None or last > now or _day(last) != _day(now):
        return "day"
    return "interval" if now - last >= INTERVAL else None


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """
    Choose the backups of a document to keep, by when they were made.

    Parameters
    ----------
    times : iterable of datetime
        When they were made, aware of their zone.
    now : datetime
        The present, aware of its zone.

    Returns
    -------
    set of datetime
        The newest of each of the last 12 days, 10 weeks and 9 months that have one, and the newest 3. What
        the clock says is yet to come is kept and counts for nothing.
    """
    newest_first = sorted(set(times), reverse=True)
    past = [time for time in newest_first if time <= now]
    rules: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
        (_day, DAYS),
        (_week, WEEKS),
        (_month, MONTHS),
    )
    chosen = {time for period, count in rules for time in _newest_of_each(past, period, count)}
    return {*chosen, *past[:LEAST], *(time for time in newest_first if time > now)}


def count_that_fits(sizes: Sequence[int]) -> int:
    """Tell how many of a document's backups may stay, their sizes in bytes given from the newest on.

    Ten, or as many as stay within 2 GB: whichever is more.
    """
    total = fitting = 0
    for size in sizes:
        total += size
        if total > BYTES:
            break
        fitting += 1
    return min(max(fitting, COPIES), len(sizes))


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], Hashable], count: int
) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for time in newest_first:
        found.setdefault(period(time), time)
    return list(found.values())[:count]


# Days are the user's own, not those of Greenwich.
def _day(time: datetime) -> Hashable:
    return time.astimezone().date()


def _week(time: datetime) -> Hashable:
    return tuple(time.astimezone().isocalendar())[:2]


def _month(time: datetime) -> Hashable:
    local = time.astimezone()
    return local.year, local.month
