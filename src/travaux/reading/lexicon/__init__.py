"""The lexicon: closed lists of English words by what they do in a sentence. No name of anybody, no place, no field.

Each module holds one kind of word. A list that a reader meets in a rule is named for what the rule asks of it.
"""
