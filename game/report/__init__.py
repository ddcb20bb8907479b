"""The debrief as a document: plain text, Markdown and HTML, from the one presentation model."""

from game.report.outline import Chapter, Section, chapters, glance, outline
from game.report.pages import html_debrief
from game.report.renderers import markdown_debrief, plain_debrief, plain_section

__all__ = [
    "Chapter",
    "Section",
    "chapters",
    "glance",
    "html_debrief",
    "markdown_debrief",
    "outline",
    "plain_debrief",
    "plain_section",
]
