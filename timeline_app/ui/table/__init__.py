"""The entries as a table: the lanes' twin."""
