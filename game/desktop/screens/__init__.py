"""The screens: each a pure function of what the window holds, the size, and how far things are scrolled."""
