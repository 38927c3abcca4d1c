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
from gi.repository import Atspi, GLib  # noqa: E402 - their versions are to be required first

PATIENCE = 20
"""Seconds."""
MOST_CHILDREN = 400
ROLE = Atspi.Role
STATES = {
    "selectable": Atspi.StateType.SELECTABLE,
    "selected": Atspi.StateType.SELECTED,
    "focusable": Atspi.StateType.FOCUSABLE,
    "focused": Atspi.StateType.FOCUSED,
}
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


def children(node):
    """List what lies directly under a node."""
    return [node.get_child_at_index(place) for place in range(node.get_child_count())]


def act(node, name):
    """Do an action of a node by its name."""
    names = [Atspi.Action.get_action_name(node, n) for n in range(Atspi.Action.get_n_actions(node))]
    Atspi.Action.do_action(node, names.index(name))


def said_of(node):
    """Read what is said of an entry of a lane."""
    known = node.get_state_set()
    states = [s for s in ("selectable", "selected", "focusable", "focused") if known.contains(STATES[s])]
    box = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
    return {
        "name": node.get_name(),
        "details": node.get_description(),
        "role": node.get_role_name(),
        "place": node.get_index_in_parent(),
        "states": states,
        "is_on_screen": box.width > 0 and box.height > 0,
    }


def read_lanes(root):
    """Read the lanes and what they hold, and select an entry by its action."""
    lanes = waited_for(lambda: found(root, ROLE.LIST, "Lanes"), "the lanes")
    waited_for(lanes.get_child_count, "a lane")
    read = {lane.get_name(): [item.get_name() for item in children(lane)] for lane in children(lanes)}
    lane = next(lane for lane in children(lanes) if lane.get_child_count() > 2)
    item = lane.get_child_at_index(1)
    before = said_of(item)
    act(item, "Press")
    waited_for(lambda: "selected" in said_of(item)["states"], "the selection")
    waited_for(lambda: said_of(item)["is_on_screen"], "the entry in sight")
    selected = Atspi.Selection.get_selected_child(lane, 0).get_name()
    return {"lanes": read, "before": before, "after": said_of(item), "selected": selected}


def hear(root):
    """Go along a lane and listen to which entries are said to have the focus."""
    heard = []
    listener = Atspi.EventListener.new(lambda event: heard.append(event.source))
    listener.register("object:state-changed:focused")
    lanes = found(root, ROLE.LIST, "Lanes")
    first = next(lane for lane in children(lanes) if lane.get_child_count() > 2).get_child_at_index(0)
    Atspi.Component.grab_focus(first)
    waited_for(lambda: turned(lambda: first in heard), "the focus")
    choose(root, "Timeline", "Next in the lane")
    other = waited_for(
        lambda: turned(lambda: next(filter(has_focus, heard[heard.index(first) :]), None)), "it"
    )
    listener.deregister("object:state-changed:focused")
    return [first.get_name(), other.get_name()]


def has_focus(node):
    """Tell whether a node is the entry of a lane that has the focus."""
    return node.get_role() == ROLE.LIST_ITEM and node.get_state_set().contains(STATES["focused"])


def turned(ask):
    """Take in what came over the bus, then ask."""
    while GLib.MainContext.default().iteration(False):
        pass
    return ask()


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
        lanes = {**read_lanes(root), "heard": hear(root)}
        choose(root, "Timeline", "Select nothing")
        choose(root, "Timeline", "Next in the lane")
        choose(root, "Entry", "Edit")
        waited_for(lambda: read_inspector(root)["fields"], "fields")
        print(json.dumps({"table": table, "read": read, "edited": read_inspector(root), "lanes": lanes}))
    finally:
        program.terminate()
        program.wait(10)


main()
