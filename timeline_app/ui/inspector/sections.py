"""The sections of an entry in the inspector, in the order in which one asks: who, what, how do we know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app import locations
from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.flags import load_periods
from timeline_app.layout.lane_boxes import party_flag
from timeline_app.ui.entry_words import (
    LINK_WORDS,
    acting,
    citation_words,
    condition_words,
    figure_words,
    grade_words,
    headline,
    kind_and_date,
    others,
    paragraphs,
    party_name,
    source_words,
    stance_words,
    who,
)
from timeline_app.ui.paint.swatch import Swatch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.session import Session
    from timeline_app.storage.entry_cards import CitationCard, EntryCard, Part, StanceCard
    from timeline_app.ui.inspector.parts import Page


def fill_entry(page: Page, card: EntryCard, session: Session) -> None:
    """Fill a page with everything of an entry."""
    page.entry_requested.connect(session.select)
    page.kicker(kind_and_date(card))
    page.title(headline(card))
    for part in acting(card):
        page.party(who(part), _flag(part, card, session))
    for line in others(card):
        page.muted(line)
    page.text(paragraphs(card.entry.body))
    _place(page, card)
    _stances(page, card)
    _figures(page, card)
    _citations(page, "How we know", card.citations)
    _links(page, card)
    _notes(page, card)
    _coding(page, card)


def _flag(part: Part, card: EntryCard, session: Session) -> str | None:
    if part.party is None or card.day is None:
        return None
    periods = load_periods(locations.FLAGS / "periods.json")
    return party_flag(session.timeline, part.party.id, card.day, periods)


def _place(page: Page, card: EntryCard) -> None:
    entry = card.entry
    time = " ".join(word for word in (entry.local_time, entry.time_zone) if word)
    words = [one_line(word) for word in (entry.venue, entry.place, card.place_group, time) if word]
    page.muted(" · ".join(dict.fromkeys(words)))


def _stances(page: Page, card: EntryCard) -> None:
    if card.stances:
        page.heading("Stances")
    for held in card.stances:
        stance = held.stance
        swatch = Swatch(
            stance.value,
            stance.non_value,
            tuple(alternative.value for alternative, _ in held.alternatives),
            conditional=bool(held.conditions),
            reported=stance.mode == "reported",
        )
        words = f"{party_name(held.party)} {stance_words(held)} · {stance.mode}"
        page.stance(swatch, held.topic.wording, words)
        _stance_details(page, held)


def _stance_details(page: Page, held: StanceCard) -> None:
    if len(held.conditions) > 1:
        page.muted(
            "any one of these conditions:"
            if held.stance.conditions_needed == "any"
            else "all of these conditions:"
        )
    for condition in held.conditions:
        page.quote("on condition", "\n".join(condition_words(condition)))
    for alternative, basis in held.alternatives:
        value = Swatch.words(alternative.value)
        because = f": {one_line(alternative.rationale)}" if alternative.rationale else ""
        page.muted(f"read as “{value}” by {basis or 'a coder'}{because}")
    for label, text in (
        ("their reason", held.stance.justification),
        ("why coded so", held.stance.rationale),
        ("confidence", held.stance.confidence),
        ("coded by", held.coder),
        *((variable.name, value.content) for variable, value in held.values),
    ):
        if text:
            page.muted(f"{label}: {paragraphs(text)}")
    for cited in held.citations:
        _citation(page, cited)


def _figures(page: Page, card: EntryCard) -> None:
    if card.figures:
        page.heading("Figures")
    for found in card.figures:
        page.text(("    of them " if found.figure.part_of_id else "") + figure_words(found))


def _citations(page: Page, heading: str, citations: Iterable[CitationCard]) -> None:
    found = list(citations)
    page.heading(heading)
    if not found:
        page.muted("no source cited")
    for cited in found:
        _citation(page, cited)


def _citation(page: Page, cited: CitationCard) -> None:
    page.text(source_words(cited))
    page.muted(grade_words(cited) or "not graded")
    over = citation_words(cited)
    quoted = paragraphs(cited.citation.exact)
    if quoted:
        direct = cited.citation.wording == "direct"
        page.quote(over, f"“{quoted}”" if direct else quoted)
    else:
        page.muted(over)
    page.text(paragraphs(cited.citation.translation))
    if cited.source.url:
        page.muted(one_line(cited.source.url))


def _links(page: Page, card: EntryCard) -> None:
    if card.links:
        page.heading("Links")
    for link in card.links:
        words = f"→ {link.relation}:" if link.outgoing else f"← {LINK_WORDS[link.relation]}:"
        page.link(words, link.title, link.entry)
        page.muted(paragraphs(link.note))


def _notes(page: Page, card: EntryCard) -> None:
    if card.notes or card.tags:
        page.heading("Notes")
    for note in card.notes:
        page.quote("", paragraphs(note.text))
    if card.tags:
        page.muted("tagged " + ", ".join(one_line(tag.text) for tag in card.tags))


def _coding(page: Page, card: EntryCard) -> None:
    entry = card.entry
    by = f" by {one_line(card.coder)}" if card.coder else ""
    code = f"{one_line(entry.code)} · " if entry.code else ""
    page.heading("Coding")
    page.muted(f"{code}{entry.status}{by} · importance {entry.importance} of 3")
    for variable, value in card.values:
        page.muted(f"{one_line(variable.name)}: {paragraphs(value.content)}")
    page.muted(f"date stored as {entry.date} ({in_words(entry.date)})" if entry.date else "no usable date")
