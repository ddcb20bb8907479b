"""Formats of others: score tables as teachers keep them."""
