"""Conditions that narrow a query to some rows, or to none in particular."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def among(column: str, ids: Collection[int] | None) -> tuple[str, list[str]]:
    """Write the condition that a column holds one of some ids, and its parameters; None narrows nothing.

    Notes
    -----
    The ids go as one parameter, so that there may be any number of them.
    """
    if ids is None:
        return "TRUE", []
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
