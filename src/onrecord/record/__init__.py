"""The record: one SQLite file that keeps what was read and found. Findings in, findings and what was derived out.

>>> with Store(":memory:") as store:
...     store.count("reports")
0
"""

from onrecord.record.query import Queries
from onrecord.record.store import Store

__all__ = ["Queries", "Store"]
