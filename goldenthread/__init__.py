"""Golden Thread: one unbroken, provable thread through a child's SEND journey."""

__version__ = "2026.11.0"
