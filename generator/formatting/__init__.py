"""Formatting: records in the one form in which `records/write.py` writes them.

Comments stay, each above or beside what it stood above or beside; so does what nobody knows. A file
whose form cannot be kept (anchors, tags, a key written twice, no YAML at all) is left as it is.
"""
