"""What was done: parties, mandates, acts, entries, rules, state, positions, dates.

Everything in a record is an act by someone with some authority, or a statement by some source; there are no bare facts.
"""
