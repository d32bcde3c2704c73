"""The Windows package, made on Linux from pinned and signed parts: ``python -m tools.windows build --out DIR``."""
