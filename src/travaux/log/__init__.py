"""The log: that nothing was altered. What an entry says is not known here, nor whose key is whose.

Everything is a function of its arguments. Signature checks, signers, stored hashes and the time are passed in; nothing
here opens a file, asks the time or makes a key. Texts are bytes, because bytes are what is hashed and signed.

    merkle      the tree hash, and the frontier from which a log grows
    proof       that an entry is in a tree, and that a later tree holds an earlier one
    tiles       the tree and the entries as files that never change
    leaf        an entry: one canonical line, then its signatures
    note        a text and its signatures; keys by name
    checkpoint  how large a log is and what its tree hashes to, signed
    cosignature that a witness saw a checkpoint, and when
    witness     what a witness is asked, and the rule by which it answers
    policy      which logs and how many witnesses to believe
    receipt     all that shows that an entry is in the log, in one file

The formats are those of RFC 6962 and C2SP, unchanged, so that others' programs read them.
"""
