"""Budget documents turned into facts, passages and a search index: read → blocks → tables → facts → chunks → index."""
