"""Records that several kinds of pages show, without behaviour.

Imported by the pages and by the renderer.
"""
