"""Statements and claims at the desk: who said what, on which terms, and what the record says to it.

    findings    the answer to a claim, as pages show it
    listed      every statement, with the finding for each claim in it
    one         one statement and its findings
    checking    a claim of one's own, and the bundle that carries its finding to a stranger

What is judged is the sentence, never whoever said it. A source that spoke so as not to be named has no party's letter.
"""
