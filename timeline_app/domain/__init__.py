"""The rules of the field, in the standard library only: dates, records, positions."""
