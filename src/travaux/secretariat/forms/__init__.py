"""Forms: an act as people write it, with handles and clause numbers, and the act it means. Nothing is entered here.

form.py      fields as given, at a command line or in a file of acts, each with its place for a refusal
names.py     what names mean in a record: parties, persons, drafts, clauses, entries, days
verbs.py     which form makes which act
sheet.py     a file of many acts, in YAML
"""
