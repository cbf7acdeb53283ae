"""English questions get English replies: the question goes into Chinese, the answer comes back in English.

No figure is made here; the reply is written from the fields of the ``Answer`` that the Chinese question got.
"""

from assistant.english.question import is_english, to_chinese
from assistant.english.reply import in_english

__all__ = ["in_english", "is_english", "to_chinese"]
