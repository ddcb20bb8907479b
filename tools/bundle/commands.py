"""What `kherem` of a bundle does: the commands; double-clicked, away from any terminal, the window."""

import sys
from multiprocessing import freeze_support

from game.cli.main import main


def in_terminal() -> bool:
    """Return whether somebody sits at a terminal that was there before this program."""
    if sys.platform == "win32":
        # A double-click on Windows opens a console for this process alone.
        import ctypes

        return ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint * 2)(), 2) > 1
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return any(stream is not None and stream.isatty() for stream in streams)


def run() -> None:
    """Run the command, or the window."""
    freeze_support()  # processes that a command begins are this program once more, and go no further
    if len(sys.argv) == 1 and not in_terminal():
        from game.cli.play import has_display

        if has_display():
            sys.argv.append("play")
    main()


if __name__ == "__main__":
    run()
