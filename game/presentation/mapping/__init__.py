"""The map of a negotiation for every face: the land, what lies on it for a seat, in which colours."""
