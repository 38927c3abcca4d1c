"""How a found row leads to entries, and how it is named: SQL by table, nothing that runs."""

from __future__ import annotations

from typing import NamedTuple


class Lead(NamedTuple):
    """A way from the rows of a table to entries.

    Attributes
    ----------
    table
        Whose rows.
    row, entry
        Expressions for the id of the row and that of the entry, over `source`.
    source
        What follows FROM.
    """

    table: str
    row: str
    entry: str
    source: str


_OF_STANCE = "JOIN stance ON stance.id = {}.stance_id"

LEADS: tuple[Lead, ...] = (
    Lead("entry", "entry.id", "entry.id", "entry"),
    *(
        Lead(table, f"{table}.id", f"{table}.entry_id", table)
        for table in (
            "participation",
            "stance",
            "citation",
            "note",
            "tag",
            "figure",
            "value",
            "condition_status",
        )
    ),
    *(
        Lead(table, f"{table}.id", "stance.entry_id", f"{table} {_OF_STANCE.format(table)}")
        for table in ("citation", "value", "alternative")
    ),
    *(
        Lead(
            table,
            f"{table}.id",
            entry,
            f"{table} JOIN citation ON citation.id = {table}.citation_id {further}",
        )
        for table in ("note", "tag")
        for entry, further in (
            ("citation.entry_id", ""),
            ("stance.entry_id", _OF_STANCE.format("citation")),
        )
    ),
    Lead("link", "link.id", "link.from_entry_id", "link"),
    Lead("link", "link.id", "link.to_entry_id", "link"),
    Lead("party", "participation.party_id", "participation.entry_id", "participation"),
    Lead("party", "participation.on_behalf_of_party_id", "participation.entry_id", "participation"),
    Lead("party", "stance.party_id", "stance.entry_id", "stance"),
    Lead(
        "party_name",
        "party_name.id",
        "participation.entry_id",
        "party_name JOIN participation USING (party_id)",
    ),
    Lead("party_name", "party_name.id", "stance.entry_id", "party_name JOIN stance USING (party_id)"),
    Lead("person", "participation.person_id", "participation.entry_id", "participation"),
    Lead("person", "participation.on_behalf_of_person_id", "participation.entry_id", "participation"),
    Lead(
        "person_name",
        "person_name.id",
        "participation.entry_id",
        "person_name JOIN participation USING (person_id)",
    ),
    Lead("topic", "stance.topic_id", "stance.entry_id", "stance"),
    Lead("source", "citation.source_id", "citation.entry_id", "citation"),
    Lead("source", "citation.source_id", "stance.entry_id", f"citation {_OF_STANCE.format('citation')}"),
    *(
        Lead(
            "condition",
            f"{carrier}_condition.condition_id",
            "stance.entry_id",
            f"{carrier}_condition {further}",
        )
        for carrier, further in (
            ("stance", _OF_STANCE.format("stance_condition")),
            (
                "alternative",
                "JOIN alternative ON alternative.id = alternative_condition.alternative_id "
                + _OF_STANCE.format("alternative"),
            ),
        )
    ),
)

WITHIN = frozenset(lead.table for lead in LEADS) - {"condition_status"}
"""What counts as part of an entry when its words are looked for."""

_OF_ANY = (
    "SELECT CASE WHEN {0}.entry_id NOTNULL THEN 'entry' WHEN {0}.source_id NOTNULL THEN 'source'"
    " WHEN {0}.party_id NOTNULL THEN 'party' WHEN {0}.topic_id NOTNULL THEN 'topic' ELSE 'citation' END,"
    " coalesce({0}.entry_id, {0}.source_id, {0}.party_id, {0}.topic_id, {0}.citation_id),"
    " coalesce(entry.title, source.title, party.name, topic.wording, {0}.text), '{1}', {0}.text FROM {0}"
    " LEFT JOIN entry ON entry.id = {0}.entry_id LEFT JOIN source ON source.id = {0}.source_id"
    " LEFT JOIN party ON party.id = {0}.party_id LEFT JOIN topic ON topic.id = {0}.topic_id"
)

SHOWN: dict[str, str] = {
    "party": "SELECT 'party', id, name, 'Party', code FROM party",
    "party_name": "SELECT 'party', party_id, party.name, 'Party', party_name.name FROM party_name"
    " JOIN party ON party.id = party_id",
    "person": "SELECT 'person', id, name, 'Person', code FROM person",
    "person_name": "SELECT 'person', person_id, person.name, 'Person', person_name.name FROM person_name"
    " JOIN person ON person.id = person_id",
    "tenure": "SELECT 'person', person_id, person.name, 'Office', tenure.office FROM tenure"
    " JOIN person ON person.id = person_id",
    "topic": "SELECT 'topic', id, coalesce(short_label, wording), 'Topic', wording FROM topic",
    "entry": "SELECT 'entry', id, title, kind, date FROM entry",
    "participation": "SELECT 'entry', entry_id, title, 'Named', as_named FROM participation"
    " JOIN entry ON entry.id = entry_id",
    "stance": "SELECT 'entry', entry_id, title, 'Stance', coalesce(justification, rationale) FROM stance"
    " JOIN entry ON entry.id = entry_id",
    "alternative": "SELECT 'entry', entry.id, title, 'Reading', alternative.rationale FROM alternative"
    " JOIN stance ON stance.id = stance_id JOIN entry ON entry.id = stance.entry_id",
    "citation": "SELECT 'entry', entry.id, title, 'Quote', coalesce(exact, translation, originator)"
    " FROM citation LEFT JOIN stance ON stance.id = citation.stance_id"
    " JOIN entry ON entry.id = coalesce(citation.entry_id, stance.entry_id)",
    "condition": "SELECT 'condition', id, text, 'Condition', code FROM condition",
    "source": "SELECT 'source', id, title, 'Source', outlet FROM source",
    "revision": "SELECT 'source', source_id, title, 'Source text', outlet FROM revision"
    " JOIN source ON source.id = source_id",
    "link": "SELECT 'entry', entry.id, title, 'Link', note FROM link JOIN entry ON entry.id = from_entry_id",
    "figure": "SELECT 'entry', entry_id, title, 'Figure', counted FROM figure"
    " JOIN entry ON entry.id = entry_id",
    "value": "SELECT 'entry', entry.id, title, 'Value', content FROM value"
    " LEFT JOIN stance ON stance.id = value.stance_id"
    " JOIN entry ON entry.id = coalesce(value.entry_id, stance.entry_id)",
    "note": _OF_ANY.format("note", "Note"),
    "tag": _OF_ANY.format("tag", "Tag"),
}
"""What a found row shows: the table and id it is part of, a title, where it stands, the words there."""
