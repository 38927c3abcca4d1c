"""How an entry and its parts look in the inspector, in the order one asks: who, what, how we know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from timeline_app import locations
from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import (
    Citation,
    Entry,
    Figure,
    Link,
    Note,
    Participation,
    Record,
    Stance,
    Tag,
)
from timeline_app.layout.flags import load_periods
from timeline_app.layout.lane_boxes import party_flag
from timeline_app.ui.entry_words import (
    ACTING,
    ROLE_WORDS,
    citation_words,
    condition_words,
    figure_words,
    grade_words,
    headline,
    kind_and_date,
    paragraphs,
    party_name,
    source_words,
    stance_words,
    who,
)
from timeline_app.ui.forms.sketch import Sketch
from timeline_app.ui.paint.swatch import Swatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.session import Session
    from timeline_app.storage.entry_cards import CitationCard, EntryCard, Part, StanceCard


class Faces:
    """The faces of one entry and its parts; `card` is replaced when the entry changed."""

    def __init__(self, card: EntryCard, session: Session) -> None:
        self.card = card
        self._session = session
        self._made: dict[type[Record], Callable[[Sketch, Any], None]] = {
            Entry: self._entry,
            Participation: self._participation,
            Stance: self._stance,
            Citation: self._cited,
            Link: self._link,
            Figure: self._figure,
            Note: self._note,
            Tag: self._tag,
        }

    def of(self, record_type: type[Record]) -> Callable[[Record], Sketch] | None:
        """Give what makes the face of records of a type; None where the plain one will do."""
        return self._face if record_type in self._made else None

    def _face(self, record: Record) -> Sketch:
        sketch = Sketch()
        self._made[type(record)](sketch, record)
        return sketch

    def _entry(self, page: Sketch, entry: Entry) -> None:
        page.kicker(kind_and_date(self.card))
        page.title(headline(self.card))
        page.text(paragraphs(entry.body))
        time = " ".join(word for word in (entry.local_time, entry.time_zone) if word)
        places = (entry.venue, entry.place, self.card.place_group, time)
        page.muted(" · ".join(dict.fromkeys(one_line(word) for word in places if word)))
        by = f" by {one_line(self.card.coder)}" if self.card.coder else ""
        code = f"{one_line(entry.code)} · " if entry.code else ""
        page.muted(f"{code}{entry.status}{by} · importance {entry.importance} of 3")

    def _participation(self, page: Sketch, record: Participation) -> None:
        part = next((p for p in self.card.parts if p.participation.id == record.id), None)
        if part is None:
            return
        if record.role in ACTING:
            role = "" if record.role == "actor" else f", {record.role}"
            page.party(f"{who(part)}{role}", self._flag(part))
        else:
            page.muted(f"{ROLE_WORDS[record.role]} {who(part)}")

    def _flag(self, part: Part) -> str | None:
        if part.party is None or self.card.day is None:
            return None
        periods = load_periods(locations.FLAGS / "periods.json")
        return party_flag(self._session.timeline, part.party.id, self.card.day, periods)

    def _stance(self, page: Sketch, record: Stance) -> None:
        held = next((s for s in self.card.stances if s.stance.id == record.id), None)
        if held is None:
            return
        swatch = Swatch(
            record.value,
            record.non_value,
            tuple(alternative.value for alternative, _ in held.alternatives),
            conditional=bool(held.conditions),
            reported=record.mode == "reported",
        )
        words = f"{party_name(held.party)} {stance_words(held)} · {record.mode}"
        page.stance(swatch, held.topic.wording, words)
        _stance_details(page, held)

    def _cited(self, page: Sketch, record: Citation) -> None:
        cited = next((c for c in self.card.citations if c.citation.id == record.id), None)
        if cited:
            show_citation(page, cited)

    def _link(self, page: Sketch, record: Link) -> None:
        title = self._session.titles([record.to_entry_id]).get(record.to_entry_id, "")
        page.link(f"→ {record.relation}:", title, record.to_entry_id)
        page.muted(paragraphs(record.note))

    def _figure(self, page: Sketch, record: Figure) -> None:
        found = next((f for f in self.card.figures if f.figure.id == record.id), None)
        if found:
            page.text(("    of them " if record.part_of_id else "") + figure_words(found))

    def _note(self, page: Sketch, record: Note) -> None:
        page.quote("", paragraphs(record.text))

    def _tag(self, page: Sketch, record: Tag) -> None:
        page.text(one_line(record.text))


def _stance_details(page: Sketch, held: StanceCard) -> None:
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
            page.muted(f"{label}: {paragraphs(cast('str', text))}")
    for cited in held.citations:
        show_citation(page, cited)


def show_citation(page: Sketch, cited: CitationCard) -> None:
    """Show a citation: source, grade, words."""
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


def stored_date(entry: Entry) -> str:
    """Say how a date is stored."""
    return f"date stored as {entry.date} ({in_words(entry.date)})" if entry.date else "no usable date"
