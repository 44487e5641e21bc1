"""Who said what in the news: reports in, the record out.

The public names, imported when first used, so that ``import onrecord`` and ``onrecord --help`` cost nothing.
"""

__version__ = "0.1.0"
