"""What was done: parties, mandates, acts, entries, rules, state, positions, dates.

Everything in a record is an act by someone with some authority, or a statement by some source; there are no bare facts.

    terms acts entries wire disclosures     what is said, and how it travels
    keyring effects touches book            each entry: its grade, whether it has effect, what it bears on
    state snapshot                          what all entries add up to, as of an entry or a day; the same kept as bytes
    people texts meetings deadlines         read off the state, each fact with its entry
    links statements coverage seals
    shelf wordings descent life             with the drafts' texts: exact wordings, which clause became which
    positions amending authorship           whether a position still binds, whose every word is
    dates chronology phrases days           dates as imprecise as they are
    rules                                   whether an act was valid
"""
