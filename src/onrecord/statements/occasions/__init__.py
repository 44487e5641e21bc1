"""The statements of a report in, their occasions out: to whom, when, where, in what and through whom."""

from onrecord.statements.occasions.read import occasions_of
from onrecord.statements.occasions.telling import Telling

__all__ = ["Telling", "occasions_of"]
