"""English questions get English replies: the question goes into Chinese, the answer comes back in English.

No figure is made here; the reply is written from the fields of the ``Answer`` that the Chinese question got. ``detecting`` says
whether a question is English, ``question.to_chinese`` leads in and ``reply.in_english`` leads out.
"""
