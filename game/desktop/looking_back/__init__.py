"""After the end, in the window: the debrief beside history, the game read again, and what if.

Law of this package: it is reached only with a game that is over. What the screens show is found out in
`findings`, `moments` and `past`; `update` is pure.
"""
