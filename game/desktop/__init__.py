"""The game in a window, with pygame-ce.

Law of this package: nothing imports it but the command that opens the window, so that pygame is loaded only
then. `geography` does without it.
"""

import os

# pygame would greet on standard output, where other programs may listen.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
