"""Files that nobody honest sends, made from a seed: a module a format, and `spoilt`, which breaks any of them further.

`trial` tries them on Travaux, each in a process of its own, and says what went wrong: nothing may.
"""
