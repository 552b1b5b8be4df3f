"""A quiz and its questions as data: what files, packs, drafts and the database have in common."""
