"""A published document (text, HTML, Word, PDF) in; a draft statement in YAML, with evidence for every number, out."""
