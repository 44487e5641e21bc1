"""Two editions of a report in; what the outlet changed, added or removed after publication out.

>>> from onrecord.model import Finding, Origin, Report
>>> report = Report("r", "The gate broke.", Origin("r.txt", "", "text/plain"))
>>> compare_editions(Finding(report, (), ()), Finding(report, (), ()))
()
"""

from onrecord.editions.compare import compare_editions
from onrecord.editions.figures import Counted

__all__ = ["Counted", "compare_editions"]
