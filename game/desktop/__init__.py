"""The game in a window. It knows a seat's view and the catalogue of sentences, and draws.

Law of this package: what is shown is a pure function of what the window holds, and what is pressed or typed
is a message that changes it; only `window` knows the clock, the screen and the match.
"""

import os

# pygame would greet on standard output, where other programs may listen.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
