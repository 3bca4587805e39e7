"""Importers: other people's formats to record files."""

from generator.importers.run import Outcome, import_page

__all__ = ["Outcome", "import_page"]
