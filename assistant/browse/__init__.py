"""Looking through the figures without asking a question: choose, add up, set side by side, take along.

Pure functions over ``index.store.FactTable``; a fact is named by its position there. What one filters by, what tells figures
apart and what a download holds stand in ``fields``. Choosing works on categoricals and takes some milliseconds for 100,000
facts; only the facts of one page are ever made into values.
"""

from assistant.browse.adding import Addition, add_up
from assistant.browse.pivot import Across, Cell, Pivot, Row, pivot
from assistant.browse.selection import Order, Selection, choices, select

__all__ = [
    "Across",
    "Addition",
    "Cell",
    "Order",
    "Pivot",
    "Row",
    "Selection",
    "add_up",
    "choices",
    "pivot",
    "select",
]
