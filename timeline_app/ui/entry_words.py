"""An entry in words: its date and basis, who with whom, stances, grades, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, STANCE_WORDS

if TYPE_CHECKING:
    from timeline_app.domain.records import Figure, Party
    from timeline_app.storage.entry_cards import (
        CitationCard,
        ConditionCard,
        EntryCard,
        FigureCard,
        Part,
        StanceCard,
    )

ACTING = ("actor", "participant", "signatory", "host", "mediator")
ROLE_WORDS = {
    "addressee": "to",
    "object": "about",
    "named": "named, has not spoken:",
    "observer": "observed by",
    "absent": "absent:",
}
LINK_WORDS = {
    "reaffirms": "reaffirmed by",
    "clarifies": "clarified by",
    "revises": "revised by",
    "reverses": "reversed by",
    "retracts": "retracted by",
    "denies": "denied by",
    "responds to": "answered by",
    "rejects": "rejected by",
    "accepts": "accepted by",
    "fulfils": "fulfilled by",
    "violates": "violated by",
    "contradicts": "contradicted by",
    "supersedes": "superseded by",
    "prepares": "prepared by",
    "follows": "followed by",
    "triggered by": "triggers",
    "ends": "ended by",
}
BASIS_WORDS = {
    "publication": "taken from the day of publication",
    "inferred": "inferred",
    "imprecise": "imprecise",
    "general knowledge": "from general knowledge",
}


def kind_and_date(card: EntryCard) -> str:
    """Say what kind of act it was, and when, on what basis."""
    entry = card.entry
    kind = entry.kind[0].upper() + entry.kind[1:]
    return f"{kind} · {in_words(entry.date)}{_basis(card)}"


def _basis(card: EntryCard) -> str:
    entry = card.entry
    basis = BASIS_WORDS.get(entry.date_basis or "")
    written = f"“{one_line(entry.date_as_written, 60)}”" if entry.date_as_written else ""
    if basis and written:
        return f", {basis} from {written}" if entry.date_basis == "inferred" else f", {basis}: {written}"
    if basis:
        return f", {basis}"
    return f", written {written}" if written else ""


def headline(card: EntryCard) -> str:
    """Give the title as one line."""
    return one_line(card.entry.title)


def party_name(party: Party | None) -> str:
    """Name a party in full where there is room."""
    return one_line(party.name) if party else ""


def who(part: Part) -> str:
    """Name somebody who takes part: person, office, party, on whose behalf."""
    person = one_line(part.person.name) if part.person else ""
    words = ", ".join(word for word in (person, one_line(part.office), party_name(part.party)) if word)
    if part.on_behalf_of:
        words += f", on behalf of {one_line(part.on_behalf_of)}"
    named = part.participation.as_named
    return f"{words} (called “{one_line(named, 60)}”)" if named else words


def others(card: EntryCard) -> list[str]:
    """Say who is addressed, talked about or only named, a line a role."""
    by_role: dict[str, list[str]] = {}
    for part in card.parts:
        role = part.participation.role
        if role not in ACTING:
            by_role.setdefault(role, []).append(who(part))
    return [f"{ROLE_WORDS[role]} {'; '.join(names)}" for role, names in by_role.items()]


def acting(card: EntryCard) -> list[Part]:
    """Give those who act, in the order of their roles."""
    parts = [part for part in card.parts if part.participation.role in ACTING]
    return sorted(parts, key=lambda part: ACTING.index(part.participation.role))


def stance_words(stance: StanceCard) -> str:
    """Say a stance's value: "supports", "contested: supports with reservations or opposes"."""
    value, non_value = stance.stance.value, stance.stance.non_value
    known = STANCE_WORDS[value] if value is not None else ""
    if non_value == "contested":
        return f"contested, preferred reading: {known}" if known else "contested"
    return non_value or known


def grade_words(cited: CitationCard) -> str:
    """Say the grade of a citation, such as "B2: usually reliable, probably true"; empty if ungraded."""
    reliability = cited.citation.reliability or cited.source.reliability
    credibility = cited.citation.credibility
    if reliability is None and credibility is None:
        return ""
    letters = f"{reliability or '–'}{credibility or '–'}"
    words = [RELIABILITY_WORDS.get(reliability or "", ""), CREDIBILITY_WORDS.get(credibility or 0, "")]
    return f"{letters}: {', '.join(word for word in words if word)}"


def condition_words(card: ConditionCard) -> list[str]:
    """Say a condition: its text, who demands it of whom, what it unlocks, by when, and how it fared."""
    condition = card.condition
    by, of = party_name(card.demanded_by), party_name(card.demanded_of)
    asked = " ".join(word for word in (f"demanded by {by}" if by else "", f"of {of}" if of else "") if word)
    unlocks = f"unlocks: {one_line(card.unlocks.wording)}" if card.unlocks else ""
    deadline = f"by {in_words(condition.deadline)}" if condition.deadline else ""
    fared = [f"{s.status} {in_words(s.date)}" if s.date else s.status for s in card.statuses]
    details = "; ".join(word for word in (asked, unlocks, deadline, *fared) if word)
    return [f"{condition.kind}: {one_line(condition.text)}", *([details] if details else [])]


def source_words(cited: CitationCard) -> str:
    """Name a source: title, outlet, day of publication."""
    source = cited.source
    published = in_words(source.published) if source.published else "publication day unknown"
    names = dict.fromkeys(one_line(name) for name in (source.outlet, source.title) if name)
    author = f"by {one_line(source.author)}" if source.author else ""
    return ", ".join(word for word in (*names, author, source.type or "", published) if word)


def citation_words(cited: CitationCard) -> str:
    """Say how the words stand in the source: wording, whom it names, where."""
    citation = cited.citation
    wording = {
        "direct": "direct speech",
        "indirect": "indirect speech",
        "narrator": "in the narrator's words",
    }
    words = [
        wording.get(citation.wording or "", ""),
        f"as told by {one_line(citation.originator)}" if citation.originator else "",
        one_line(citation.locator or ""),
        f"translated by {one_line(citation.translator)}" if citation.translator else "",
    ]
    return " · ".join(word for word in words if word)


def figure_words(card: FigureCard) -> str:
    """Say a figure: bound, number, unit, what is counted, since when, by whom, and as the source has it."""
    figure = card.figure
    by = f", counted by {one_line(card.counted_by)}" if card.counted_by else ""
    written = f", written “{one_line(figure.as_written)}”" if figure.as_written and figure.number else ""
    bound = "" if figure.bound in ("exact", "in words") else f"{figure.bound} "
    number = figure.number or figure.as_written or ""
    high = f"–{figure.high}" if figure.high else ""
    unit = f" {one_line(figure.unit)}" if figure.unit else ""
    return f"{bound}{_grouped(number)}{high}{unit}: {one_line(figure.counted)}{_period(figure)}{by}{written}"


def _grouped(number: str) -> str:
    """Put thin spaces between the thousands of a whole number."""
    return f"{int(number):,}".replace(",", "\u202f") if number.isascii() and number.isdigit() else number


def _period(figure: Figure) -> str:
    if figure.counted_from and figure.counted_to:
        return f" ({in_words(figure.counted_from)} to {in_words(figure.counted_to)})"
    if figure.counted_from:
        return f" (counted since {in_words(figure.counted_from)})"
    return f" (counted to {in_words(figure.counted_to)})" if figure.counted_to else ""


def facts_of(card: EntryCard) -> list[str]:
    """Give the facts of a hover card, a line each."""
    lines = [who(part) for part in acting(card)] + others(card)
    for stance in card.stances:
        label = one_line(stance.topic.short_label or stance.topic.wording, 60)
        condition = ", on condition" if stance.conditions else ""
        party = party_name(stance.party)
        lines.append(f"{party} {stance_words(stance)}: {label} ({stance.stance.mode}{condition})")
    cited = [*card.citations, *(c for stance in card.stances for c in stance.citations)]
    lines += list(dict.fromkeys(f"{source_words(c)}{_graded(c)}" for c in cited))[:3]
    return lines


def _graded(cited: CitationCard) -> str:
    grade = grade_words(cited)
    return f" · {grade}" if grade else ""


def paragraphs(text: str | None) -> str:
    """Give a body of text fit for a label: controls spelled out, lines kept."""
    return show_controls(text) if text else ""
