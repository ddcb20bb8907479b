"""A class: people who join, groups that each play a match, clocks, AI players that hold nobody up."""
