"""The game in a window, with pygame-ce.

Law of this package: nothing imports it but the command that opens the window, so that pygame is loaded
only then.
"""
