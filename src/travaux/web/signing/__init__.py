"""The other site, `sign.HOST`: exactly one entry in plain words, its digest, and one button.

tickets    the way in: one use, from the desk, bound to a seat
passkeys   passkeys made for signing, as a browser hands them over
views      what the site shows and takes in
"""
