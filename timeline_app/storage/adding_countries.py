"""Makes a party of a country: its names in several languages, under the heading of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Group, Party, PartyName
from timeline_app.storage.rows import insert, rows

if TYPE_CHECKING:
    from timeline_app.countries import Country
    from timeline_app.storage.history import Step


def add_country(step: Step, country: Country) -> int:
    """Write a party with the names of a country; give its id.

    Notes
    -----
    The name in English stands first; it is the document's own to change, no name is "the truth".
    """
    heading = _heading(step, country.region) if country.region else None
    party = Party(
        kind="state",
        name=country.names["en"],
        iso2=country.iso2,
        code=_free_code(step, country),
        group_id=heading,
    )
    written = insert(step.store, party)
    for language, name in country.names.items():
        if name != party.name:
            insert(step.store, PartyName(party_id=written.id, name=name, language=language))
    return written.id


def _heading(step: Step, region: str) -> int:
    known = next(rows(step.store, Group, name=region), None)
    return (known or insert(step.store, Group(name=region))).id


def _free_code(step: Step, country: Country) -> str | None:
    """Give the country's letters as its code, where no other party has them."""
    code = country.iso3 or country.iso2
    return None if next(rows(step.store, Party, code=code), None) else code
