"""Tables with a row for each body, street, project or purchase: cells by row and column, and rows as a set."""
