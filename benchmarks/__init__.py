"""Speeds, side by side with peers: `make bench` prints a table and writes `latest.json`.

Law of this room: a figure is a ratio of two medians taken in turns on the same machine in the same
run, and it is told only after both sides were seen to do the work they claim.
"""
