"""The classroom in a browser: teacher and student pages over one class."""
