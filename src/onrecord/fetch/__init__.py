"""Addresses of the web -> payloads, and how each address stands afterwards; nothing is asked that nobody gave.

>>> from onrecord.fetch import NoVisits, Visitor, follow
>>> [step.failure.why for step in follow("file:///etc/passwd", NoVisits(), Visitor())]
['only addresses that begin with http:// or https:// are asked']
"""

from onrecord.fetch.clock import Clock
from onrecord.fetch.follow import NoVisits, Step, Visits, follow
from onrecord.fetch.options import FetchOptions
from onrecord.fetch.visitor import Visitor

__all__ = ["Clock", "FetchOptions", "NoVisits", "Step", "Visitor", "Visits", "follow"]
