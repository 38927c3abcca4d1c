"""JSON taken strictly: nothing is guessed, repaired or silently dropped; knows no format of ours."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from timeline_app.domain.errors import ExchangeError

LARGEST = 1_500_000_000
"""Bytes read at the most."""
LONGEST_NUMBER = 18
SAFE = " Nothing was imported."


def refuse(reason: str) -> NoReturn:
    """Refuse a file, with a reason that says where and what to do.

    Raises
    ------
    ExchangeError
        Always.
    """
    raise ExchangeError(reason + SAFE)


def load(data: bytes) -> Any:
    """Read JSON of UTF-8, a byte order mark allowed.

    Raises
    ------
    ExchangeError
        If it is too large, not UTF-8, not JSON, nested too deeply, or has a key twice, NaN, infinity,
        fractions or numbers too long.
    """
    if len(data) > LARGEST:
        refuse(f"The file is larger than {LARGEST // 1_000_000} MB; import it in parts.")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_float=_no_fraction,
            parse_int=_short_number,
        )
    except UnicodeDecodeError as error:
        refuse(f"Byte {error.start} of the file is not UTF-8; save it as UTF-8.")
    except json.JSONDecodeError as error:
        refuse(f"The file is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.")
    except RecursionError:
        refuse("The file is nested too deeply to be a timeline.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        refuse(f"The key “{twice[:60]}” stands twice in one row; leave one.")
    return found


def _no_constant(word: str) -> NoReturn:
    refuse(f"{word} is no value of a timeline; leave the field out.")


def _no_fraction(number: str) -> NoReturn:
    refuse(f"The number {number[:40]} has a fraction; whole numbers only, and figures as text.")


def _short_number(number: str) -> int:
    if len(number) > LONGEST_NUMBER:
        refuse(f"The number {number[:20]}… is too long.")
    return int(number)
