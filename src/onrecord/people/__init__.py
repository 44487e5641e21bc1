"""Statements in, attributions out; attributions of many reports in, persons out.

>>> from onrecord.model import Origin, Report, Span, Statement
>>> text = "Mayor Ana Ruiz smiled. “No,” Ruiz said."
>>> report = Report("r1", text, Origin("r1.txt", "", "text/plain"))
>>> statement = Statement("r1:24-27", "r1", "direct", (Span(24, 27),), (Span(24, 27),), source=(Span(29, 33),))
>>> [attribution] = attribute(report, [statement])
>>> attribution.speaker, attribution.ground, attribution.role
('Ana Ruiz', 'named', 'Mayor')
>>> [person.name for person in identify([(report, [attribution])])]
['Ana Ruiz']
"""

from onrecord.people.identity import identify
from onrecord.people.rulings import with_speakers
from onrecord.people.speakers import attribute

__all__ = ["attribute", "identify", "with_speakers"]
