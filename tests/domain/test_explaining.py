"""Every position explained in a few sentences, from the rule that applied."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import act, cases, said
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.cells import Dossier
from timeline_app.domain.dates import ordinal
from timeline_app.domain.explaining import Names, explain, explain_blank, explain_cell
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Denial, Ending, position_as_of, step_as_of

DAY = ordinal(2024, 12, 2)
NAMES = Names(
    entry=lambda entry: f"e{entry}", condition={1: "troops leave", 2: "ministers meet first"}.__getitem__
)


def why(*evidence: Any, day: int = DAY, endings: Any = (), denials: Any = ()) -> str:
    result = fold(evidence, endings, denials)
    position = position_as_of(result, day)
    if position is None:
        return explain_blank(step_as_of(result, day), NAMES)
    return explain(position, day, decay_days=365, names=NAMES)


NOTHING_SINCE = "Nothing as firm has been heard since."
THE_SAME_DAY = "Heard on 2 Dec 2024 itself."

CASES = [
    ([said(1, DAY, 2)], ["Supports: stated in e1, 2 Dec 2024.", NOTHING_SINCE, THE_SAME_DAY]),
    (
        [said(1, DAY - 1, -1, mode="deed", low_grade=True)],
        [
            "Opposes with reservations:",
            "shown by the deed e1, 1 Dec 2024, whose best citation is graded E or 5.",
            NOTHING_SINCE,
            "Last heard 1 day before 2 Dec 2024.",
        ],
    ),
    (
        [said(1, DAY - 400, 0, mode="vote")],
        [
            "Neutral: voted in e1, 29 Oct 2023.",
            NOTHING_SINCE,
            "Last heard 400 days before 2 Dec 2024.",
            "It is stale: more than 365 days old. It lapsed on 29 Oct 2024.",
        ],
    ),
    (
        [said(1, DAY - 9, 2), said(2, DAY - 1, 2, mode="joint")],
        [
            "Supports: stated jointly in e2, 1 Dec 2024.",
            "The same has been heard 2 times since 23 Nov 2024.",
            "Last heard 1 day before 2 Dec 2024.",
        ],
    ),
    (
        [said(1, DAY, 1, mode="reported", conditions=frozenset({1, 2}))],
        [
            "Supports with reservations, if troops leave and ministers meet first:",
            "described in e1, 2 Dec 2024.",
            "No first-hand position holds, so the latest report stands in, hollow.",
            THE_SAME_DAY,
        ],
    ),
    (
        [said(1, DAY, 1, conditions=frozenset({1, 2}), any_suffices=True)],
        [
            "Supports with reservations, if troops leave or ministers meet first: stated in e1, 2 Dec 2024.",
            NOTHING_SINCE,
            THE_SAME_DAY,
        ],
    ),
    (
        [said(1, DAY, 2), said(2, DAY, -2, conditions=frozenset({1}))],
        [
            "Mixed: supports (stated in e1, 2 Dec 2024);",
            "opposes, if troops leave (stated in e2, 2 Dec 2024).",
            "They rank alike, and neither dates, local times nor links tell which came last.",
            THE_SAME_DAY,
        ],
    ),
    (
        [said(1, DAY, -1, non_value="contested", readings=(-1, 1))],
        [
            "Opposes with reservations, but contested, read otherwise as supports with reservations:",
            "stated in e1, 2 Dec 2024.",
            NOTHING_SINCE,
            THE_SAME_DAY,
        ],
    ),
    (
        [said(1, DAY, None, non_value="contested", readings=(-1, 2, None))],
        [
            "Contested between opposes with reservations and supports and no clear value:",
            "stated in e1, 2 Dec 2024.",
            NOTHING_SINCE,
            THE_SAME_DAY,
        ],
    ),
    (
        [said(1, DAY, None, non_value="ambiguous", mode="implied")],
        ["Ambiguous: implied by e1, 2 Dec 2024.", NOTHING_SINCE, THE_SAME_DAY],
    ),
    (
        [said(1, DAY - 2, 2), said(2, DAY - 1, -1, mode="deed"), said(3, DAY, 1, mode="implied")],
        [
            "Supports: stated in e1, 30 Nov 2024.",
            NOTHING_SINCE,
            "Last heard 2 days before 2 Dec 2024.",
            "Set aside: e2 (opposes with reservations, deed), at odds;",
            "e3 (supports with reservations, implied), weak signal.",
        ],
    ),
    ([], ["None recorded."]),
    ([said(1, DAY, None, non_value="declined to comment")], ["None recorded."]),
]


@pytest.mark.parametrize(("evidence", "words"), CASES)
def test_why(evidence: list[Any], words: list[str]) -> None:
    assert why(*evidence) == " ".join(words)


def test_why_contested_by_a_denial() -> None:
    words = why(said(1, DAY - 1, 2), denials=[Denial(act(9, DAY), 1)])
    assert words.startswith("Supports, but contested: stated in e1, 1 Dec 2024.")


@pytest.mark.parametrize("kind", ["retracted", "ended"])
def test_why_blank(kind: Any) -> None:
    words = why(said(1, DAY - 1, 2), endings=[Ending(act(9, DAY), kind, 1)])
    assert words == (
        f"None recorded: any earlier position was {kind} by e9 of 2 Dec 2024, and nothing was heard since."
    )


@given(cases(), st.integers(0, 60))
def test_there_is_always_an_explanation(case: Any, day: int) -> None:
    result = fold(*case, decay_days=10)
    position = position_as_of(result, day)
    names = Names(str, str)
    words = (
        explain(position, day, decay_days=10, names=names)
        if position
        else explain_blank(step_as_of(result, day), names)
    )
    assert words.endswith(".")
    assert "None" not in words.removeprefix("None recorded")


def why_cell(*evidence: Any, day: int = DAY, endings: Any = ()) -> str:
    return explain_cell(Dossier(evidence, fold(evidence, endings), 365), day, NAMES)


NEVER = "None recorded: nothing that was certainly said by 2 Dec 2024 tells where it stands."


def test_a_blank_cell_says_that_nothing_was_heard_and_what_was_set_aside() -> None:
    assert explain_cell(None, DAY, NAMES) == NEVER
    assert why_cell(said(1, DAY + 5, 2)) == NEVER
    declined = said(1, DAY - 5, None, non_value="declined to comment")
    assert why_cell(declined) == f"{NEVER} Set aside: e1 (declined to comment, explicit), weak signal."
    assert why_cell(said(1, DAY - 9, 2), endings=[Ending(act(2, DAY - 3), "ended", 1)]) == (
        "None recorded: any earlier position was ended by e2 of 29 Nov 2024, and nothing was heard since."
    )


def test_what_is_possible_is_said_beside_the_position_and_of_a_blank_cell() -> None:
    may_be = said(2, DAY + 7, -2, act_begin_lo=DAY - 1)
    words = "Possibly by then: opposes, stated in e2, at the latest on 9 Dec 2024."
    assert why_cell(may_be) == f"{NEVER} {words}"
    assert why_cell(said(1, DAY - 4, 2), may_be).startswith("Supports: stated in e1")
    assert why_cell(said(1, DAY - 4, 2), may_be).endswith(words)
    assert words not in why_cell(may_be, day=DAY - 2)
