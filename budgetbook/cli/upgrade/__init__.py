"""`upgrade`: brings a site to the form of content that this program reads, and says what its own templates and pins need."""
