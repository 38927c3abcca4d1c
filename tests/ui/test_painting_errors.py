"""An error while painting is told once, and neither ends the program nor what else it shows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from timeline_app.ui.paint import painting
from timeline_app.ui.timeline import layers, overview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window


class UnpaintableError(Exception):
    """Raised by what is painted."""


def _fail(*_: object) -> NoReturn:
    raise UnpaintableError


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    found: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _, error, __: found.append(error))
    return found


@pytest.mark.parametrize("room", ["paint_sheet", "paint_over"])
def test_it_is_told_once_a_scene_and_painted_again_with_the_next(
    window: Window, qtbot: QtBot, told: list[BaseException], monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(layers, room, _fail)
        window.canvas.sight.zoom(0.9)
        for _ in range(3):
            window.canvas.viewport().update()
            qtbot.wait(1)
        assert [type(error) for error in told] == [UnpaintableError]
    before = window.canvas.grab().toImage()
    window.canvas.sight.zoom(1.01)
    qtbot.wait(1)
    assert window.canvas.grab().toImage() != before
    assert len(told) == 1


def test_other_layers_are_painted_all_the_same(
    window: Window, qtbot: QtBot, told: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    monkeypatch.setattr(painting, "paint_lane_headers", lambda *_: painted.append(None))
    monkeypatch.setattr(layers, "paint_sheet", _fail)
    window.canvas.sight.zoom(0.9)
    window.canvas.sight.pan(0.0, -30.0)
    qtbot.wait(1)
    assert told
    assert painted


def test_the_overview_is_left_out(
    window: Window, qtbot: QtBot, told: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "paint_overview", _fail)
    window.view_state.change(sought="Assad")
    strip = window.middle.findChild(overview.Overview)
    assert strip
    for _ in range(3):
        strip.viewport().update()
        qtbot.wait(1)
    assert len(told) == 1
