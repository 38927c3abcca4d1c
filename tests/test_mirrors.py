"""pyqtgraph is imported without all of PySide6 being made, and works as it does otherwise."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from PySide6 import QtCore, QtGui, QtWidgets
before, told = len(vars(QtGui)), vars(QtGui).get("__dir__")
from timeline_app.mirrors import mirrors_that_ask
with mirrors_that_ask():
    import pyqtgraph
assert len(vars(QtGui)) < before + 150, len(vars(QtGui)) - before
assert pyqtgraph.QtGui.QPen is QtGui.QPen
assert pyqtgraph.QtCore.Qt is QtCore.Qt
assert "QPen" in dir(QtGui)
assert vars(QtGui).get("__dir__") is told
with mirrors_that_ask():
    pass
application = QtWidgets.QApplication([])
view = pyqtgraph.GraphicsView()
view.setCentralItem(pyqtgraph.ViewBox())
view.show()
application.processEvents()
"""


def test_it_works_and_makes_little() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
