"""AI players: a protocol, one idea per file, one visible catalogue.

Law of this room: a player gets what a human in its seat gets (the view, the templates, its own compiled
points, keyed draws) and nothing else. `record` is the labelled exception.
"""
