"""The `kherem` command: one module a command, imported only when it is chosen."""

from game.cli.main import main

__all__ = ["main"]
