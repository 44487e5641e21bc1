"""Cut TEI's schema down to the elements that our documents use: ``python cut_schema.py tei_all.rng > tei.rng``.

Elements that we do not use become ``notAllowed``, and so does what needs them; nothing else is changed. A schema cut so
allows less than TEI does and nothing more: what it takes for valid is valid TEI.
"""

import sys
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
USED = frozenset([
    "TEI", "app", "author", "authority", "bibl", "biblScope", "body", "creation", "date", "encodingDesc",
    "fileDesc", "head", "idno", "langUsage", "language", "lem", "listBibl", "listPerson", "listWit", "note", "p",
    "particDesc", "persName", "person", "profileDesc", "ptr", "publicationStmt", "publisher", "rdg", "said",
    "sourceDesc", "teiCorpus", "teiHeader", "text", "title", "titleStmt", "variantEncoding", "witness",
])  # fmt: skip
LICENCE = """
TEI Guidelines, version 4.3.0, copyright TEI Consortium, cut down to the elements that onrecord writes (see
cut_schema.py). TEI material is available under CC BY 3.0 and, for use in software, under the BSD 2-clause licence:

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met: 1. Redistributions of source code must retain the above copyright notice, this list of
conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the above copyright
notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided
with the distribution. THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS
OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT,
INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN
ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""


def cut(path: Path) -> bytes:
    """Give the schema without the elements that we do not use, nor what only they need."""
    grammar = etree.parse(str(path), etree.XMLParser(remove_blank_text=True, remove_comments=True)).getroot()
    for foreign in [each for each in grammar.iter() if not str(each.tag).startswith(RNG)]:
        foreign.getparent().remove(foreign)  # documentation and Schematron
    for element in list(grammar.iter(f"{RNG}element")):
        if element.get("name") not in USED:
            _forbid(element)
    while _simplify(grammar):
        pass
    reached, waiting = set(), [grammar.find(f"{RNG}start")]
    defined = {each.get("name"): each for each in grammar.iter(f"{RNG}define")}
    while waiting:
        for ref in waiting.pop().iter(f"{RNG}ref"):
            if ref.get("name") not in reached:
                reached.add(ref.get("name"))
                waiting.append(defined[ref.get("name")])
    for name, define in defined.items():
        if name not in reached:
            define.getparent().remove(define)
    grammar.insert(0, etree.Comment(LICENCE))
    etree.cleanup_namespaces(grammar)
    return bytes(etree.tostring(grammar, pretty_print=True, xml_declaration=True, encoding="UTF-8"))


def _forbid(pattern: etree._Element) -> None:
    parent = pattern.getparent()
    parent.replace(pattern, etree.Element(f"{RNG}notAllowed"))


def _simplify(grammar: etree._Element) -> bool:
    """Take away what can't be: in a choice a ``notAllowed``, what needs one, and names of either (RELAX NG 4.19)."""
    changed = False
    dead = {
        each.get("name")
        for each in grammar.iter(f"{RNG}define")
        if len(each) == 1 and each[0].tag == f"{RNG}notAllowed" and each.get("combine") is None
    }
    for ref in list(grammar.iter(f"{RNG}ref")):
        if ref.get("name") in dead:
            _forbid(ref)
            changed = True
    for never in list(grammar.iter(f"{RNG}notAllowed")):
        parent = never.getparent()
        kind = parent.tag.removeprefix(RNG)
        if kind == "choice" and len(parent) > 1:
            parent.remove(never)
        elif kind in ("choice", "group", "interleave", "oneOrMore", "element", "attribute", "list", "mixed"):
            _forbid(parent)
        elif kind in ("optional", "zeroOrMore"):
            parent.getparent().replace(parent, etree.Element(f"{RNG}empty"))
        else:
            continue
        return True
    return changed


if __name__ == "__main__":
    sys.stdout.buffer.write(cut(Path(sys.argv[1])))
