"""Parsers of ours as targets: what each reads, and the laws that hold of it. What proves, what people write, files."""
