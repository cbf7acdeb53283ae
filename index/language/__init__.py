"""What Chinese budget text means: numerals, units, periods, names, vocabulary.

Serves both flows: the reading of documents and the reading of questions. Nothing here knows a document.
"""
