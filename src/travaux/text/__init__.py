"""What was written: tokens, clauses, drafts, manuscripts, brackets, alignment, edits, trace.

Everything here is a function of its arguments: no file, no clock, no dice.
"""
