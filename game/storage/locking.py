"""One writer to a file at a time, on any system."""

import sys

if sys.platform == "win32":  # untested: no Windows machine was at hand
    import msvcrt

    def lock_file(handle: int) -> None:
        """Lock an open file for this program until it is closed. Raises OSError if it is taken."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock_file(handle: int) -> None:
        """Lock an open file for this program until it is closed. Raises OSError if it is taken."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
