"""Thousands of questions made from an index's own tables, with answers computed apart from the assistant.

``python -m tests.variants --corpus corpus --n 3000`` asks them and prints what went wrong, by operation and wording.
"""
