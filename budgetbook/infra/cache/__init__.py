"""Bytes kept from build to build, verified when read back, and the fingerprint of the code that made them."""
