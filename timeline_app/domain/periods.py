"""Periods of validity: whether a name, flag or office holds on a day."""

from __future__ import annotations

from timeline_app.domain.dates import parse


def holds_on(valid_from: str | None, valid_to: str | None, day: int) -> bool:
    """Tell whether a period may hold on a day ordinal; a side left empty, open or unknown is no limit.

    The last day belongs to the period, unless something else begins on it: then ask for that first.

    Raises
    ------
    DateError
        If a side is no EDTF date.
    """
    first = parse(valid_from).begin_lo if valid_from else None
    last = parse(valid_to).end_hi if valid_to else None
    return (first is None or first <= day) and (last is None or day <= last)
