"""What made a row: the version of this program and of its model."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from onrecord.model import Maker
from onrecord.version import __version__

MODEL = "learned/model"


@cache
def this_maker() -> Maker:
    """Name this program as the maker of what it writes."""
    digest = sha256()
    model = files("onrecord.statements").joinpath(MODEL)
    for file in sorted(model.iterdir(), key=lambda each: each.name):
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return Maker(__version__, digest.hexdigest())
