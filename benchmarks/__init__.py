"""Quality and speed on the development data that lies beside the project: ``python -m benchmarks [NAME...]``."""
