"""XML read into small trees whose every element knows its line and column.

Law of this file: what could attack (document types, entities) is refused by defusedxml, which is imported
only when XML is read; depth is bounded, and nothing recurses.
"""

from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from game.interop.cases import CaseError, Mistake
from game.messages import text

MOST_BYTES = 10 * 1024 * 1024
MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, attributes and children, and where it begins."""

    tag: str
    attributes: dict[str, str]
    row: int
    column: int
    children: list["Element"] = field(default_factory=list)

    def all(self, tag: str) -> list["Element"]:
        """Return the children of this name."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Element | None":
        """Return the first child of this name."""
        return next(iter(self.all(tag)), None)

    def get(self, name: str) -> str | None:
        """Return an attribute without the blanks around it, or None if it is not there."""
        value = self.attributes.get(name)
        return None if value is None else value.strip()


def read_tree(data: bytes, file: str) -> Element:
    """Return the root of an XML document. Raises `CaseError`."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    if len(data) > MOST_BYTES:
        raise _refused(file, 1, 1, "xml_too_large", most=MOST_BYTES // 2**20)
    handler = _Building(file)
    try:
        parseString(data, handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _refused(file, 1, 1, "xml_entities") from error
    except SAXParseException as error:
        row, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
        raise _refused(file, row, column, "bad_xml", reason=error.getMessage()) from error
    except (SAXException, ValueError, LookupError) as error:  # such as an encoding nobody knows
        raise _refused(file, 1, 1, "bad_xml", reason=error) from error
    return handler.root


def _refused(file: str, row: int, column: int, code: str, **values: object) -> CaseError:
    return CaseError([Mistake(row, column, text(f"genius/{code}", **values), file=file)])


class _Building(ContentHandler):
    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file
        self._open: list[Element] = []
        self._locator: Locator

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - SAX's name
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        row = self._locator.getLineNumber() or 1
        column = (self._locator.getColumnNumber() or 0) + 1
        if len(self._open) == MOST_DEPTH:
            raise _refused(self._file, row, column, "xml_too_deep", most=MOST_DEPTH)
        element = Element(name, dict(attrs.items()), row, column)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - SAX's name
        self._open.pop()
