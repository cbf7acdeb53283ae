"""Forms of targets and self-evaluation: the rows of a project that a question asks for, and why points were lost."""
