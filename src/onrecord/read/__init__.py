"""Sources in, :class:`~onrecord.model.Report` values out."""
