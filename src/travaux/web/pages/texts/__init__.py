"""Texts: a draft with whose words it is made of, the life of a clause, two texts side by side, a file held to account.

drafts      drafts as pages name them, and links to them
bylines     in whose colour words are painted
runs        a draft in runs of one origin; `runs_drawn` draws them
chosen      the words that somebody chose, with all that is known of where they come from
text        the page of a text
clause      the page of a clause's life; `flow` is its picture
compare     two drafts, or a draft and a proposal
audit       what a file declares to have changed, against what did
"""
