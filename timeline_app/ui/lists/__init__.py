"""Lists of what a document holds beside its entries: parties, persons, topics, sources and the rest."""
