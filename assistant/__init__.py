"""预算问答: questions in Chinese over budget documents, answered with exact figures and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.model import Answer, Calculation, Candidate, Citation, Interpretation, Operand
    from assistant.pipeline import Assistant

__all__ = ["Answer", "Assistant", "Calculation", "Candidate", "Citation", "Interpretation", "Operand"]


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: the page greets its reader before pandas is there."""
    if name == "Assistant":
        from assistant.pipeline import Assistant

        return Assistant
    if name in __all__:
        from assistant import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
