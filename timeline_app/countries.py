"""The countries to pick parties from: names in several languages, ISO codes, regions; as bundled, read once.

Knows no document. Where the data come from stands in ``resources/README.md``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline_app.locations import COUNTRIES
from timeline_app.storage.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Country:
    """
    A country, as the CLDR names it.

    Attributes
    ----------
    iso2, iso3 : str
        Its codes in ISO 3166-1, capitals.
    names : mapping of str to str
        Its name by language, such as ``en`` or ``ar``.
    region : str
        Its region in the geoscheme of the United Nations, in English.
    others : tuple of str
        Short names and variants in any of the languages.
    """

    iso2: str
    iso3: str
    names: Mapping[str, str]
    region: str
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in English."""
        return self.names["en"]


@cache
def load_countries() -> tuple[Country, ...]:
    """Read all countries, in the order of their two-letter codes."""
    rows = json.loads(COUNTRIES.read_text(encoding="utf-8"))
    return tuple(Country(**row | {"others": tuple(row.get("others", ()))}) for row in rows)


def find_countries(typed: str, limit: int = 20) -> list[Country]:
    """
    Find countries by what is typed: the beginning of a name, of a word in one, or a code.

    Parameters
    ----------
    typed : str
        In any of the languages; case, accents and forms of Arabic letters do not matter.
    limit : int
        How many to give at most.

    Returns
    -------
    list of Country
        First those of that code, then those whose name begins so, then those with such a word; each by their
        English names. Nothing typed finds all.
    """
    wanted = folded(typed).strip()
    ranks = [_rank(wanted, codes, names) for _, codes, names in _searched()]
    found = [
        [country for (country, _, _), rank in zip(_searched(), ranks, strict=True) if rank == wished]
        for wished in range(3)
    ]
    return [country for countries in found for country in countries][:limit]


def _rank(wanted: str, codes: tuple[str, ...], names: tuple[str, ...]) -> int | None:
    if wanted in codes:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(f" {wanted}" in name.replace("-", " ") for name in names) else None


@cache
def _searched() -> list[tuple[Country, tuple[str, ...], tuple[str, ...]]]:
    """List the countries by English name, each with its codes and its names, folded."""
    by_name = sorted(load_countries(), key=lambda country: folded(country.name))
    return [
        (
            country,
            (country.iso2.lower(), country.iso3.lower()),
            tuple({folded(name) for name in (*country.names.values(), *country.others)}),
        )
        for country in by_name
    ]
