"""A report in, its statements out: who is printed as saying what, in which words.

>>> from onrecord.model import Origin, Report
>>> text = "The roof is not safe, Ana Ruiz said."
>>> [statement.form for statement in find_statements(Report("r", text, Origin("r.txt", "", "text/plain")))]
['indirect']
"""

from onrecord.statements.find import find_statements

__all__ = ["find_statements"]
