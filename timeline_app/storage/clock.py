"""The present, as documents write it."""

from __future__ import annotations

from datetime import UTC, datetime


def now_text() -> str:
    """Give the present in UTC as ISO 8601 with whole seconds, such as 2024-12-02T09:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
