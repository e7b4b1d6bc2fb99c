"""The other site, `sign.HOST`: exactly one entry in plain words, its digest, and one button."""
