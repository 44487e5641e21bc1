"""Training of the statement tagger: ``python -m onrecord.training``; needs the extra ``[train]``."""
