"""What `kherem-game` of a bundle does: `kherem play`; a box says what went wrong where no text could."""

import io
import sys
from multiprocessing import freeze_support

from game.cli.main import main


def run() -> None:
    """Play."""
    freeze_support()  # processes that the game begins are this program once more, and go no further
    sys.argv.insert(1, "play")
    if sys.stderr is not None:
        main()
    # On Windows a program without a console has nowhere to write to.
    sys.stderr = said = io.StringIO()
    try:
        main()
    except SystemExit as end:
        if end.code and said.getvalue():
            show(said.getvalue())
        raise


def show(words: str) -> None:
    """Show words in a box."""
    import pygame

    pygame.display.message_box("Kherem", words, message_type="error")


if __name__ == "__main__":
    run()
