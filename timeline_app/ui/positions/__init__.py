"""Who stands where, on what, as of a day: parties by propositions."""
