"""Particles: the closed classes of English that hold a sentence together, and the nouns by which things are known.

Common words alone: no person, place, outlet or party is named here.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "the a an this that these those its his her their our my your no any some several most all both each every "
    "another many few much either neither half"
)
PRONOUNS = _words(
    "he she they it we i you him her them us me himself herself itself themselves who whom everyone nobody anybody "
    "somebody someone anyone others neither both none"
)
MALE, FEMALE, PLURAL = _words("he him his himself"), _words("she her hers herself"), _words("they them their we us our")
BE = _words("is are was were be been being am 's 're")
HAVE = _words("has have had having 've")
DO = _words("do does did")
MODALS = _words("will would shall should may might could can must ought 'll 'd cannot")
UNREAL = _words("may might could can should must ought would cannot 'd")
"""Modal verbs under which nothing is told as done or to come."""
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = _words("not n't never neither nor no cannot nobody none nothing without hardly scarcely barely")
PREPOSITIONS = _words(
    "in on at by for from to with about into over after before between among under during since until till through "
    "against within without near outside inside around across toward towards upon despite via per beyond along amid "
    "regarding concerning including like than as off up down out of"
)
INSIDE = _words("of from for in at with between among on about over")
"""Prepositions that may stand inside the words that name somebody or something."""
SUBORDINATORS = _words(
    "that which who whom whose because although though while when whereas if unless whether once so where why how "
    "what lest provided until"
)
CONDITIONS = _words("if unless whether lest should were otherwise would could might may supposing provided")
CONJUNCTIONS = _words("and or but nor yet")
ADVERBS = _words(
    "also then now later already still only just even again once finally recently reportedly allegedly apparently "
    "publicly privately formally officially jointly repeatedly flatly firmly categorically strongly immediately "
    "today yesterday tomorrow largely mostly mainly fully eventually initially first earlier never ever not n't "
    "always often soon since thus therefore however meanwhile separately together instead supposedly explicitly "
    "quickly quietly directly personally partly really actually certainly clearly openly swiftly subsequently "
    "previously originally ultimately unanimously provisionally tentatively conditionally there here "
    "sometime somewhere twice briefly almost nearly"
)
HEDGES = _words(
    "reportedly allegedly apparently perhaps possibly probably supposedly purportedly seemingly presumably likely "
    "rumoured rumored"
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "dozen": 12,
}  # fmt: skip

TITLES = {
    "mr": "male", "mister": "male", "sir": "male", "lord": "male", "king": "male", "prince": "male",
    "mrs": "female", "ms": "female", "miss": "female", "madam": "female", "lady": "female", "dame": "female",
    "queen": "female", "princess": "female", "mx": "", "dr": "", "prof": "", "gen": "", "col": "", "capt": "",
    "sen": "", "rep": "", "gov": "", "amb": "",
    "lt": "", "sgt": "", "maj": "", "rev": "", "cmdr": "", "adm": "", "hon": "",
}  # fmt: skip
"""Titles, and the gender that they show."""

OFFICES = _words(
    "president premier chancellor minister secretary undersecretary deputy vice-president prime-minister governor "
    "mayor senator congressman congresswoman lawmaker legislator representative ambassador envoy diplomat negotiator "
    "delegate spokesman spokeswoman spokesperson official aide adviser advisor counsel lawyer attorney judge chief "
    "head chair chairman chairwoman chairperson director director-general secretary-general commissioner general "
    "colonel captain commander admiral officer leader organiser organizer steward manager executive founder "
    "president-elect professor economist analyst expert researcher scientist mediator arbitrator facilitator "
    "rapporteur coordinator convenor convener treasurer clerk member candidate king queen pope bishop imam editor "
    "engineer worker insider source person people participant observer witness sources officials aides diplomats "
    "negotiators delegates ministers leaders lawmakers members lawyers advisers participants spokespeople co-chair "
    "vice-chair vice-chairman co-ordinator president's counterpart boss sherpa"
)
"""Nouns for a person by what he or she is or does."""
BODIES = _words(
    "government ministry department cabinet council parliament congress senate assembly commission committee board "
    "court tribunal agency authority office secretariat presidency administration embassy bureau institute "
    "university union federation confederation association alliance coalition group party movement front "
    "organisation organization company firm corporation bank fund chamber delegation side team mission army military "
    "police force forces unions employers workers bloc palace campaign guild league network society foundation "
    "centre center council's consortium cooperative employer"
)
"""Nouns for those who act together."""
OUTLETS = _words(
    "wire newspaper paper daily weekly magazine broadcaster station channel network news agency wire outlet website "
    "portal times post herald tribune journal gazette chronicle ledger courier observer press radio television tv "
    "telegraph mail standard record register dispatch echo examiner guardian independent mirror bulletin review "
    "globe inquirer monitor star sun reporters journalists podcast blog"
)
"""Nouns for who publishes, and the common ones of which outlets make their names."""
OUTLET_KINDS = _words(
    "newspaper paper daily weekly magazine broadcaster station channel outlet website portal news agency wire radio "
    "television tv podcast blog"
)
DOCUMENTS = _words(
    "decree order letter memo memorandum document report communique communiqué statement resolution ordinance "
    "minutes filing text draft plan agreement treaty accord notice transcript dossier paper survey poll study "
    "indictment lawsuit complaint ruling decision declaration note notes letters documents"
)
TEXTS = _words(
    "text plan draft agreement treaty document accord proposal framework deal pact charter statute "
    "contract protocol convention declaration standard version wording language blueprint annex schedule"
)
"""Nouns for what is negotiated."""
CLAUSES = _words(
    "clause clauses article articles paragraph paragraphs point points provision provisions section sections item "
    "items chapter annex passage passages sentence wording terms"
)
MEETINGS = _words(
    "meeting meetings talks session sessions round summit negotiations consultations discussions negotiation"
)
INSTRUMENTS = _words(
    "decree order letter resolution ordinance mandate credentials powers decision directive authorisation "
    "authorization warrant"
)
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thurs. fri. sat. sun."
)
CALENDAR = MONTHS | DAYS
FUNCTION = (
    DETERMINERS | PRONOUNS | AUXILIARIES | NEGATIONS | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | ADVERBS
    | CONDITIONS | CALENDAR | frozenset(NUMBERS)
)  # fmt: skip
"""Words of the closed classes: none of them begins a name."""
