"""One thing that a question names: the figure printed for it, in the column, year, stage and part that is meant, or what is worked out from it."""
