"""From tables and passages to facts: one figure (or short text) each, with its source."""
