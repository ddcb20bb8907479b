"""Facts about outcomes: distance from the record, what a scenario's numbers allow. No words."""
