"""One field of a form for each kind of field rule: lines, texts, dates, choices, values, references."""
