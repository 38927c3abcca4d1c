"""Acts and evidence in short, and random ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from timeline_app.domain.evidence import Act, Evidence
from timeline_app.domain.positions import Denial, Ending

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import LinkRelation


def act(entry: int, day: int, *links: tuple[LinkRelation, int], **more: Any) -> Act:
    """An act of one certain day, unless told otherwise; its code and uid are in the order of entries."""
    more = {"begin_lo": day, "end_hi": day, "uid": f"u{entry:04d}"} | more
    return Act(entry=entry, day=day, links=frozenset(links), **more)


def said(entry: int, day: int, value: int | None, *links: tuple[LinkRelation, int], **more: Any) -> Evidence:
    """Evidence of an act of one certain day; words about the act start with `act_`."""
    of_act = {name.removeprefix("act_"): more.pop(name) for name in [*more] if name.startswith("act_")}
    return Evidence(act=act(entry, day, *links, **of_act), value=value, **more)


RELATIONS = st.sampled_from(
    ["reaffirms", "revises", "reverses", "retracts", "denies", "ends", "prepares", "responds to"]
)
MODES = st.sampled_from(["explicit", "joint", "vote", "deed", "implied", "reported"])
READINGS = st.sampled_from(
    [
        *((value, None) for value in (-2, -1, 0, 1, 2)),
        *((None, word) for word in ("none recorded", "declined to comment", "ambiguous", "contested")),
        (1, "contested"),
    ]
)
ENTRIES = st.integers(1, 12)


@st.composite
def acts(draw: st.DrawFn, entry: int) -> Act:
    day = draw(st.integers(1, 40))
    return Act(
        entry=entry,
        day=day,
        begin_lo=draw(st.none() | st.integers(day - 6, day)),
        end_hi=draw(st.sampled_from([None, day, day, day + 5])),
        time=draw(st.sampled_from([None, None, "09:00:00", "17:30:00"])),
        code=draw(st.sampled_from(["", "a", "b"])),
        uid=f"u{entry:04d}",
        links=frozenset(
            (relation, to)
            for relation, to in draw(st.lists(st.tuples(RELATIONS, ENTRIES), max_size=2))
            if to != entry
        ),
    )


@st.composite
def evidence(draw: st.DrawFn, of: Act) -> Evidence:
    value, non_value = draw(READINGS)
    return Evidence(
        act=of,
        value=value,
        non_value=non_value,
        mode=draw(MODES),
        conditions=draw(st.frozensets(st.integers(1, 2), max_size=2)),
        low_grade=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Evidence], list[Ending], list[Denial]]:
    """The evidence on one party and proposition, with what ends and denies it, as storage reads them."""
    all_acts = [draw(acts(entry)) for entry in draw(st.lists(ENTRIES, unique=True))]
    stances = [draw(evidence(of)) for of in all_acts if draw(st.integers(0, 4))]
    endings = [
        Ending(of, "retracted" if relation == "retracts" else "ended", to)
        for of in all_acts
        for relation, to in of.links
        if relation in ("retracts", "ends")
    ]
    endings += [Ending(of, "ended", None) for of in all_acts if draw(st.integers(0, 9)) == 0]
    denials = [Denial(of, to) for of in all_acts for relation, to in of.links if relation == "denies"]
    return stances, endings, denials
