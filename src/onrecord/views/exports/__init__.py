"""The record taken elsewhere: nouns in, documents of public standards out. One file a standard; none opens anything.

``annotations``, ``jsonld``, ``tei`` and ``rss`` have functions for one report, one utterance or one check; ``tables``
puts them together for a whole record.

>>> from onrecord.views.exports import jsonld
>>> jsonld.document()
{'@context': 'https://schema.org', '@graph': []}
"""
