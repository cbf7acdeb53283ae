"""Questions answered in the words of the documents: what kind of thing is asked for, which passage shows it, and where it is cut."""
