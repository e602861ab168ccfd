"""Writers of the download formats, one module each; they turn tables into bytes.

The parts of `opendata` that build files import them.
"""
