"""Lets pyqtgraph be imported without every class and enumeration of PySide6 being made on the way.

Notes
-----
pyqtgraph copies all names of three modules of PySide6 into mirrors of its own. PySide6 makes what stands
behind a name when it is asked for; to ask for all of them takes a tenth of the start. With this the mirrors
hand on what they are asked for.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MIRRORED = ("QtCore", "QtGui", "QtWidgets")


@contextmanager
def mirrors_that_ask() -> Iterator[None]:
    """Let the block import pyqtgraph for the first time; where it was imported before, nothing is done."""
    if "pyqtgraph" in sys.modules:
        yield
        return
    sources = [import_module(f"PySide6.{name}") for name in MIRRORED]
    told = [vars(source).get("__dir__") for source in sources]
    for name, source in zip(MIRRORED, sources, strict=True):
        mirror = ModuleType(f"pyqtgraph.Qt.{name}")
        vars(mirror)["__getattr__"] = partial(getattr, source)
        sys.modules[mirror.__name__] = mirror
        vars(source)["__dir__"] = list[str]  # of no names there is none to be copied
    try:
        yield
    finally:
        for source, before in zip(sources, told, strict=True):
            del source.__dir__
            if before is not None:
                vars(source)["__dir__"] = before
