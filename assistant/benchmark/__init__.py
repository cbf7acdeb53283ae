"""Measurements: ``python -m assistant.benchmark latency`` and ``… retrieval``."""
