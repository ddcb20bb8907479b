"""The debrief as a document: plain text and Markdown, from the one presentation model."""

from game.report.outline import Chapter, Section, chapters, glance, outline
from game.report.renderers import markdown_debrief, plain_debrief, plain_section

__all__ = [
    "Chapter",
    "Section",
    "chapters",
    "glance",
    "markdown_debrief",
    "outline",
    "plain_debrief",
    "plain_section",
]
