"""Kherem: negotiate the treaties of 1944 to 1949."""

__version__ = "0.1.0"
