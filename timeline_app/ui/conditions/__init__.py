"""The panel of conditions: which are open, met or dropped as of a day, and who waits for whom."""
