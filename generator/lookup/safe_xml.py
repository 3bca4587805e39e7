"""XML from elsewhere: elements and texts, without what can grow or reach out."""

from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 50


class XmlError(Exception):
    """A text that is not XML, or has what no answer needs: a DTD, or depth without end."""


@dataclass(slots=True)
class Element:
    """An element: its name with its namespace before it ("{http://…}entry"), and what is in it."""

    name: str
    attributes: dict[str, str]
    children: "list[Element]" = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stands directly in the element."""
        return "".join(self.pieces)

    def all(self, name: str) -> "list[Element]":
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> str:
        """Return the text of the first child of a name, "" when there is none."""
        return next((child.text for child in self.children if child.name == name), "")


def parse_xml(content: bytes) -> Element:
    """Return the root of an XML document; XmlError for what is none.

    A document type declaration is refused, and with it every entity but the five that XML has, so
    that nothing is expanded and nothing fetched
    (https://docs.python.org/3/library/xml.html#xml-security).
    """
    root = Element("", {})
    stack = [root]

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise XmlError("too deep")
        element = Element(_named(name), attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def refuse(*_: object) -> None:
        raise XmlError("a document type declaration")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = lambda text: stack[-1].pieces.append(text)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise XmlError(str(error)) from None
    return root.children[0]


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
