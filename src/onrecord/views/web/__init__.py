"""A record -> pages in a browser: addresses, pages, drawings, and the same as data."""
