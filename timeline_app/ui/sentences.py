"""An entry as a sentence with its citation, to be pasted into a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.ui.entry_words import acting, grade_words, headline, source_words, stance_words, who

if TYPE_CHECKING:
    from timeline_app.storage.entry_cards import CitationCard, EntryCard, StanceCard


def sentence_of(card: EntryCard) -> str:
    """Say who did what when, taking which stance, and how we know.

    Such as: Hakan Fidan, foreign minister, Türkiye (2 Dec 2024): Assad must talk to the opposition; Türkiye
    supports “…” (explicit). Source: News report, 2 Dec 2024, graded B2.
    """
    actors = " and ".join(who(part) for part in acting(card)) or "No actor named"
    stances = "".join(f"; {_stance(stance)}" for stance in card.stances)
    cited = [*card.citations, *(c for stance in card.stances for c in stance.citations)]
    sources = dict.fromkeys(_citation(c) for c in cited)
    known = f" Source: {'; '.join(sources)}." if sources else " No source cited."
    return f"{actors} ({in_words(card.entry.date)}): {headline(card)}{stances}.{known}"


def _stance(held: StanceCard) -> str:
    condition = "; ".join(one_line(c.condition.text) for c in held.conditions)
    on = f" on condition: {condition}" if condition else ""
    party = one_line(held.party.name)
    return f"{party} {stance_words(held)} “{one_line(held.topic.wording)}” ({held.stance.mode}){on}"


def _citation(cited: CitationCard) -> str:
    words = source_words(cited)
    locator = f", {one_line(cited.citation.locator)}" if cited.citation.locator else ""
    grade = grade_words(cited).partition(":")[0]
    quoted = one_line(cited.citation.exact or "", 300)
    quote = f", “{quoted}”" if quoted and cited.citation.wording == "direct" else ""
    return f"{words}{locator}{quote}{f', graded {grade}' if grade else ''}"
