"""Conditions in words: who demands what of whom, how it stands as of a day, and by which entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from timeline_app.columns.turns import first_carried, let_go
from timeline_app.domain.dates import day_in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.lanes import party_label, topic_label

if TYPE_CHECKING:
    from collections.abc import Collection

    from timeline_app.domain.conditions import ConditionAsOf, Standing
    from timeline_app.domain.records import Condition
    from timeline_app.session import Session


def _tr(words: str) -> str:
    return QCoreApplication.translate("Conditions", words)


def standing_word(standing: Standing) -> str:
    """Say how a condition stands."""
    return {"open": _tr("open"), "met": _tr("met"), "dropped": _tr("dropped")}[standing]


def party_word(session: Session, party: int | None) -> str:
    """Name a party; empty for none."""
    found = session.timeline.parties.get(party) if party else None
    return party_label(found) if found else ""


def demand_words(session: Session, condition: Condition) -> str:
    """Say who demands it of whom, as far as that is known."""
    by, of = (party_word(session, party) for party in (condition.demanded_by_id, condition.demanded_of_id))
    if by and of:
        return _tr("{by} demands it of {of}").format(by=by, of=of)
    if by:
        return _tr("{by} demands it; of whom is not recorded").format(by=by)
    return _tr("demanded of {of}").format(of=of) if of else _tr("who demands it of whom is not recorded")


def told_by(session: Session, one: ConditionAsOf) -> tuple[int | None, int | None]:
    """Give the day since when a condition stands as it does, and the entry that says so."""
    if one.last and one.last.entry:
        return one.last.day, one.last.entry
    first = first_carried(session.timeline.carried, one.condition) or session.first_told(one.condition)
    if one.last:
        return one.last.day, first and first[1]
    return first or (None, None)


def status_words(session: Session, one: ConditionAsOf, at: int) -> str:
    """Say the last status of a condition by a day, since when, and when the last position let it go."""
    day, _ = told_by(session, one)
    state = one.last.state if one.last else _tr("carried by a position")
    said = state if day is None else _tr("{state} since {day}").format(state=state, day=day_in_words(day))
    end = None if one.carried_by else let_go(session.timeline.carried, one.condition, at)
    return said if end is None else _tr("{said}; dropped {day}").format(said=said, day=day_in_words(end))


def carried_words(session: Session, one: ConditionAsOf) -> str:
    """Name the positions that carry a condition."""
    topics = session.timeline.topics
    return "; ".join(
        f"{party_word(session, party)}: {topic_label(topics[topic])}" for party, topic in one.carried_by
    )


def fate_words(session: Session, one: ConditionAsOf, at: int) -> str:
    """Say how a condition stands at the end of a day, by its last status, and by which entry."""
    _, entry = told_by(session, one)
    is_told = one.last is None or one.last.entry is not None
    title = session.titles([entry]).get(entry, "") if entry and is_told else ""
    by = _tr(", by “{title}”").format(title=title) if title else ""
    return f"{standing_word(one.standing)}: {status_words(session, one, at)}{by}"


def carried_lines(session: Session, party: int, topic: int, day: int) -> list[str]:
    """Say of each condition that a position carries on a day who demands it of whom, and how it stands."""
    own = session.timeline.carried
    own = own.part(own.of(party, topic))
    carried = own.condition[own.as_of(day)].tolist()
    return [
        f"{one_line(condition.text, 90)}: {demand_words(session, condition)}; {fate_words(session, one, day)}"
        for one in session.fates(carried, day)
        for condition in (session.conditions.known[one.condition],)
    ]


def lock_words(session: Session, conditions: Collection[int], day: int, as_of: int | None) -> tuple[str, str]:
    """Say what a lock tells: the texts of its conditions, and of each who demands it and how it fares.

    Parameters
    ----------
    day
        That of the lock.
    as_of
        The as-of day; how they stand by then is said, too, where that is another.
    """
    later = max(as_of or day, day)
    known = [session.conditions.known[one] for one in conditions]
    then, now = session.fates(conditions, day), session.fates(conditions, later)
    facts: list[str] = []
    for condition, before, after in zip(known, then, now, strict=True):
        text = [f"{one_line(condition.text, 90)}:"] if len(known) > 1 else []
        facts += [*text, demand_words(session, condition), fate_words(session, before, day)]
        if (before.last, before.standing) != (after.last, after.standing):
            fate = fate_words(session, after, later)
            facts.append(_tr("as of {day} {fate}").format(day=day_in_words(later), fate=fate))
    title = _tr("{n} conditions").format(n=len(known)) if len(known) > 1 else one_line(known[0].text, 200)
    return title, "\n".join(facts)
