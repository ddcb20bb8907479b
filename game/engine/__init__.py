"""The rules: acts, events, state, views, and what follows from what.

Pure: no file, clock, chance or screen.
"""
