"""One authoritative match: seats, chance, the log, undo. Every face plays through here."""
