"""预算问答: questions in Chinese over budget documents, answered with exact figures and their sources."""

from assistant.model import Answer, Calculation, Candidate, Citation, Interpretation, Operand
from assistant.pipeline import Assistant

__all__ = ["Answer", "Assistant", "Calculation", "Candidate", "Citation", "Interpretation", "Operand"]
