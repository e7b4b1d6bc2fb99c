"""Abbreviations that keep their stop, and words with which a sentence begins after one that may also end it."""

from travaux.reading.lexicon.lists import words

ABBREVIATED = words(
    """mr mrs ms mx dr prof sen rep gov gen col lt sgt capt cmdr adm maj rev hon st jr sr vs inc corp co ltd no nos art
    arts para paras cf etc ed eds vol fig ch sec pt pp dept univ assn bros jan feb mar apr jun jul aug sept sep
    oct nov dec mon tue tues wed thu thur thurs fri sat sun amb pres supt atty messrs mmes approx est"""
)
NEVER_LAST = words(
    """mr mrs ms mx dr prof sen rep gov gen col lt sgt capt cmdr adm maj rev hon st vs messrs mmes amb supt"""
)
WORDS_TOO = words("no sun sat mar art fig co est ed pt")
"""Without a stop these are words: only a figure or a comma after them makes an abbreviation."""
BEGINNERS = words(
    """the a an he she it they we i you but and in on at for this that these those there his her its their our if when
    while after before as so not no according what who how why with from by to yet both other some many most"""
)
ELIDED = words("em til tis twas cause n bout round cuz")
"""Words that lost their beginning to an apostrophe."""
