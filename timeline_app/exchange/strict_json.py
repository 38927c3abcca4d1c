"""JSON taken strictly: nothing is guessed, repaired or silently dropped; knows no format of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from timeline_app.domain.errors import ExchangeError
from timeline_app.domain.plain_text import show_controls

LARGEST = 1_500_000_000
"""Bytes (or characters) read at the most."""
LONGEST_NUMBER = 20
SAFE = " Nothing was imported."


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands for a number that is not taken until somebody who knows its place says so."""

    reason: str


def refuse(reason: str) -> NoReturn:
    """
    Refuse a file, with a reason that says where and what to do.

    Raises
    ------
    ExchangeError
        Always.
    """
    printable = reason.encode("utf-8", "backslashreplace").decode()
    raise ExchangeError(show_controls(printable) + SAFE)


def load(data: bytes | str) -> Any:
    """
    Read JSON of UTF-8, a byte order mark allowed.

    Returns
    -------
    Any
        As from ``json.loads``, with `Refused` for NaN, infinity, fractions and numbers too long.

    Raises
    ------
    ExchangeError
        If it is too large, not UTF-8, not JSON, nested too deeply, or has a key twice.
    """
    if len(data) > LARGEST:
        refuse(f"The file is larger than {LARGEST:,} bytes; import it in parts.")
    try:
        return json.loads(
            data.removeprefix("\ufeff") if isinstance(data, str) else data.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_float=_no_fraction,
            parse_int=_short_number,
        )
    except UnicodeDecodeError as error:
        refuse(f"Byte {error.start + 1} of the file is not UTF-8; save it as UTF-8.")
    except json.JSONDecodeError as error:
        refuse(f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg}); mend it there.")
    except RecursionError:
        refuse("The file is nested too deeply to be a timeline; export it again, or ask its maker.")


def kind_of(value: object) -> str:
    """Say in words what JSON holds in a place."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return json.dumps(value)[:40]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        where = f" (uid {found['uid'][:40]})" if isinstance(found.get("uid"), str) else ""
        refuse(f"“{twice[:60]}” stands twice in one object{where}; leave one.")
    return found


def _no_constant(word: str) -> Refused:
    return Refused(f"{word} is no value of a timeline; leave the field out.")


def _no_fraction(number: str) -> Refused:
    return Refused(f"{number[:40]} is no whole number; figures are given as text.")


def _short_number(number: str) -> int | Refused:
    if len(number) > LONGEST_NUMBER:
        return Refused(f"{number[:20]}… is too long a number; figures are given as text.")
    return int(number)
