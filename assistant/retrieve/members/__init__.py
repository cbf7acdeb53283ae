"""Sets: the projects, accounts, indicators or bodies that a ranking, a filter, a count or a sum is made over."""
