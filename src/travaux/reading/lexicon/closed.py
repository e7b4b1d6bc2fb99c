"""Closed classes of English: pronouns, determiners, auxiliaries, prepositions, subordinators, days and months."""

from travaux.reading.lexicon.lists import words

SUBJECTS = words("i you he she it we they who")
OBJECTS = words("me him us them whom")
REFLEXIVES = words("myself yourself himself herself itself ourselves themselves")
POSSESSIVES = words("my your his her its our their whose")
DETERMINERS = words(
    """the a an this that these those some any each every no another both all half either neither such many several few
    most"""
)
BE = words(
    """be is am are was were been being 's 're 'm ’s ’re ’m isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t"""
)
HAVE = words("have has had having 've ’ve hasn't haven't hadn't hasn’t haven’t hadn’t")
DO = words("do does did don't doesn't didn't don’t doesn’t didn’t")
MODALS = words(
    """will would can could may might shall should must 'll 'd ’ll ’d won't wouldn't can't cannot couldn't shouldn't
    won’t wouldn’t can’t couldn’t shouldn’t mustn't ought"""
)
AUXILIARIES = BE | HAVE | DO | MODALS
NOBODY = words("whoever whatever anyone anybody nobody none anything nothing whichever longer")
"""Words that stand where a speaker does and are none."""

NEGATIONS = words("not never n't no neither nor hardly")
ADVERBS = words(
    """also then later now once again already still just even only often always sometimes recently repeatedly first
    last earlier soon today yesterday tomorrow tonight here there too instead however meanwhile further ever yet
    publicly privately previously flatly reportedly apparently allegedly certainly clearly simply actually
    really perhaps"""
)
PREPOSITIONS = words(
    """of in on at by for with from to about against into over under during through between among without within toward
    towards upon after before since until despite as like around across behind beyond near off out up down along
    amid via per including regarding concerning following alongside than"""
)
SUBORDINATORS = words(
    """that if because although though while when where whether unless since until before after as so which who whom
    whose what why how whatever wherever whenever lest once whereas"""
)
CONJUNCTIONS = words("and or but nor yet plus")
DAYS = words(
    """monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun."""
)
MONTHS = words(
    """january february march april may june july august september october november december jan. feb. mar. apr. jun.
    jul. aug. sept. sep. oct. nov. dec."""
) - {"may", "march"}
NUMBERS = words(
    """one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion
    first second third"""
)
TIMES = words(
    """day days week weeks month months year years morning afternoon evening night hour hours minute minutes ago"""
)
COMMON = words(
    """percent according more less other own new old good bad big great long high low least much very well way thing
    things time times back part place end case fact point kind lot number side"""
)
