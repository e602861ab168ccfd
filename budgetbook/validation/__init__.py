"""Whether content may be published: names, texts, figures, and each finding against the marks of its editors.

The engine and the commands import it.
"""
