"""The debrief as a document: plain text and Markdown, from the one presentation model."""

from game.report.outline import Section, outline
from game.report.renderers import markdown_debrief, plain_debrief

__all__ = ["Section", "markdown_debrief", "outline", "plain_debrief"]
