"""Sample reports of our own writing that ship with the package: two invented stories in seven invented outlets.

>>> sorted(each.name for each in demo_reports().iterdir())[:2]
['daily-capstan_2031-05-14.txt', 'daily-capstan_2031-06-04.txt']

Which report holds which trap stands in the README beside this file. No person, outlet or place in them is real.
"""

from importlib.resources import files
from pathlib import Path

#: Two quotations to check, each with its speaker: the first as it was said, the second without two words that matter.
QUOTATIONS = (
    ("I am sorry, and I know that sorry does not dry a carpet.", "Joren Marran"),
    ("We will rebuild the sluice where it stands, but only if the engineers tell us that it is safe.", "Ilse Marran"),
)


def demo_reports() -> Path:
    """Give the folder of the sample reports."""
    return Path(str(files(__name__) / "reports"))
