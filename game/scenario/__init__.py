"""What an author writes, read and checked.

YAML text in; model, findings and compiled tables out. No file access.
"""
