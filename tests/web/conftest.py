"""What tests of pages share."""

import pytest


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test ask for more than a person may within some seconds."""
    monkeypatch.setattr("game.web.app.READS", (1_000_000, 1.0))
    monkeypatch.setattr("game.web.app.SENDS", (1_000_000, 1.0))
    monkeypatch.setattr("game.web.table.ACTS", (1_000_000, 1.0))
