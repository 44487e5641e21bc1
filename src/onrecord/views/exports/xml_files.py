"""What documents in XML have in common: how they begin, and how a text comes into them."""

from xml.etree.ElementTree import Element, SubElement  # nosec B405 # it writes XML and reads none

from onrecord.views.exports.identifiers import xml_text

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def put(parent: Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element that holds a text, on one line.

    >>> from xml.etree.ElementTree import tostring
    >>> item = Element("item")
    >>> put(item, "title", "It\\nleaks & drips", level="a")
    >>> tostring(item, encoding="unicode")
    '<item><title level="a">It leaks &amp; drips</title></item>'
    """
    SubElement(parent, tag, attributes).text = xml_text(" ".join(text.split()))
