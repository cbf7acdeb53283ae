"""A document that was read once, written again in another format: the same titles, sentences and tables.

``pieces`` says what there is to write; one module a format writes it with that format's own means (merged cells, several
sheets, rulings and page breaks), so that reading it back must give the same facts.
"""
