"""What a person can decide now, ready for any face: the seat, its choices, packages, and the usual step."""
