"""Reads and drives Demarche as a screen reader does, over AT-SPI; for `test_at_spi.py`, which starts it.

Runs in the system's own Python, which has GObject introspection; knows nothing of the program but its name.
Prints what it read as JSON.
"""
# ruff: noqa: ANN001, ANN201, T201 - a script of its own, for a Python without our types

from __future__ import annotations

import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - its version is to be required first

PATIENCE = 20
"""Seconds."""
MOST_CHILDREN = 400
ROLE = Atspi.Role
FIELDS = (ROLE.TEXT, ROLE.ENTRY, ROLE.COMBO_BOX)


def waited_for(find, what):
    """Ask again until something is found."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = find()
        if found:
            return found
        time.sleep(0.2)
    raise SystemExit(f"not found: {what}")


def application():
    """Find the program on the bus."""
    desktop = Atspi.get_desktop(0)
    children = (desktop.get_child_at_index(place) for place in range(desktop.get_child_count()))
    return next((child for child in children if child and child.get_name() == "Demarche"), None)


def everything(node):
    """Walk a node and all under it."""
    yield node
    for place in range(min(node.get_child_count(), MOST_CHILDREN)):
        child = node.get_child_at_index(place)
        if child is not None:
            yield from everything(child)


def found(root, role, name):
    """Find what has a role and a name."""
    return next((n for n in everything(root) if n.get_role() == role and n.get_name() == name), None)


def choose(root, menu, name):
    """Choose an item of a menu."""
    opened = waited_for(lambda: found(root, ROLE.MENU_ITEM, menu), menu)
    waited_for(lambda: found(opened, ROLE.MENU_ITEM, name), name).do_action(0)


def read_table(root):
    """Read the headers of the table, its first rows, and how many there are."""
    table = waited_for(lambda: found(root, ROLE.TABLE, "Entries"), "the table")
    waited_for(table.get_n_rows, "rows")
    columns = [(c, table.get_column_description(c)) for c in range(table.get_n_columns())]
    shown = [(c, name) for c, name in columns if name in ("Date", "Title", "Kind", "Who")]
    rows = [{name: table.get_accessible_at(row, c).get_name() for c, name in shown} for row in range(3)]
    return {"rows": table.get_n_rows(), "first": rows}


def text_of(node):
    """Give what stands in a field: its text, or the choice that is made."""
    if node.get_role() == ROLE.COMBO_BOX:
        return node.get_name()
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def name_of(node):
    """Name a field as a screen reader does: by the label that it points to, else by its own name."""
    relations = node.get_relation_set()
    labels = [r.get_target(0) for r in relations if r.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return labels[0].get_name() if labels else node.get_name()


def read_inspector(root):
    """Read what the inspector says of the selected entry: its labels, and its fields with their names."""
    inspector = waited_for(lambda: found(root, ROLE.PANEL, "Inspector"), "the inspector")
    nodes = list(everything(inspector))
    labels = [n.get_name() for n in nodes if n.get_role() == ROLE.LABEL and n.get_name()]
    fields = {name_of(n): text_of(n) for n in nodes if n.get_role() in FIELDS}
    return {"labels": labels, "fields": fields}


def main():
    """Start the program, read it, and end it."""
    program = subprocess.Popen(sys.argv[1:])
    try:
        root = waited_for(application, "the program")
        choose(root, "View", "Table")
        table = read_table(root)
        choose(root, "Timeline", "Next in the lane")
        waited_for(lambda: found(root, ROLE.PANEL, "Entry, Enter to edit"), "the entry")
        read = read_inspector(root)
        choose(root, "Entry", "Edit")
        waited_for(lambda: read_inspector(root)["fields"], "fields")
        print(json.dumps({"table": table, "read": read, "edited": read_inspector(root)}))
    finally:
        program.terminate()
        program.wait(10)


main()
