"""Nouns that carry a statement, and nouns for whoever makes one: offices, titles. No holder of any."""

from travaux.reading.lexicon.lists import words

CUE_NOUNS = words(
    """statement statements claim claims allegation allegations accusation accusations report reports decree decrees
    poll polls survey surveys letter letters memo memos announcement announcements assertion assertions argument
    arguments comment comments remark remarks belief beliefs view views opinion opinions warning warnings
    promise promises pledge pledges call calls demand demands proposal proposals suggestion suggestions
    criticism criticisms complaint complaints concern concerns fear fears hope hopes tweet tweets testimony
    answer answers question questions response responses reply denial denials admission admissions confession
    conclusion conclusions finding findings declaration declarations speech speeches address interview
    interviews study studies analysis estimate estimates prediction predictions forecast forecasts reminder
    rumor rumors rumour rumours theory theories notion idea sentiment message messages contention insistence
    refusal threat threats vow vows communique communiqué note notes ruling rulings order orders verdict op-ed
    article column editorial post posts email emails e-mail e-mails transcript record records document documents
    filing filings affidavit lawsuit suit data figures research evidence order"""
)
OFFICES = words(
    """president vice-president premier chancellor minister ministers prime-minister secretary secretaries
    undersecretary spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen envoy envoys ambassador
    ambassadors diplomat diplomats senator senators representative representatives congressman congresswoman
    congressmen lawmaker lawmakers legislator legislators governor governors mayor mayors chairman chairwoman
    chairperson chair chairs co-chair director directors deputy deputies head heads chief chiefs leader leaders
    official officials aide aides adviser advisers advisor advisors counsel attorney attorneys lawyer lawyers
    judge judges justice justices prosecutor prosecutors commissioner commissioners councilman councilwoman
    councillor delegate delegates negotiator negotiators mediator mediators facilitator facilitators rapporteur
    candidate candidates nominee nominees manager managers strategist strategists surrogate surrogates pollster
    pollsters analyst analysts expert experts professor professors scholar scholars researcher researchers
    scientist scientists economist economists historian historians author authors editor editors reporter
    reporters journalist journalists columnist columnists host hosts anchor anchors correspondent correspondents
    moderator moderators commentator commentators pundit pundits blogger activist activists advocate advocates
    organizer organizers organiser organisers critic critics supporter supporters opponent opponents ally allies
    voter voters resident residents executive executives owner owners founder founders officer officers general
    colonel captain sergeant lieutenant admiral police investigator investigators detective agent agents sheriff
    pastor bishop priest pope king queen prince princess sheikh imam doctor doctors nurse nurses teacher
    teachers student students worker workers member members employee employees union unions group groups
    committee commission council board party parties government ministry department agency court panel team
    campaign administration office company companies organization organisation institute association federation
    coalition delegation delegations authority authorities source sources witness witnesses people person man
    woman men women mother father son daughter wife husband brother sister friend friends family others many
    some neighbor neighbors colleague colleagues"""
)
TITLES = words(
    """mr mrs ms mx miss dr prof professor sen rep gov gen col lt sgt capt adm maj rev hon sir dame lord lady judge
    justice president minister senator congressman congresswoman governor mayor secretary ambassador chancellor
    king queen prince princess pope bishop sheikh"""
)
DOCUMENTS = words(
    """report statement decree letter memo poll survey study article ruling order lawsuit complaint document documents
    records filing filings affidavit bill law act agreement draft text communique communiqué website site
    release"""
)
LEANINGS = words(
    """confident skeptical sceptical eager willing unwilling reluctant aware unaware critical sure unsure hopeful
    unclear clear concerned worried convinced optimistic pessimistic furious angry proud afraid glad happy
    unhappy sorry upset certain uncertain doubtful suspicious wary cautious adamant insistent emphatic vocal
    outspoken supportive opposed committed determined ready prepared poised keen anxious nervous frustrated
    disappointed surprised shocked impressed pleased excited interested enthusiastic sympathetic hostile
    receptive open opposing open-minded dismissive disdainful mindful conscious resolute unapologetic apologetic
    remorseful regretful grateful thankful appreciative fearful terrified alarmed troubled disturbed horrified
    appalled outraged embarrassed ashamed divided undecided torn mum silent coy noncommittal"""
)
"""Adjectives that say what somebody thinks or feels."""

STANCES = words(
    """support opposition endorsement endorsements backing approval disapproval decision decisions commitment
    commitments desire willingness unwillingness reluctance intention intentions plan plans effort efforts push
    bid appeal appeals objection objections protest protests outrage anger frustration disappointment surprise
    optimism pessimism confidence skepticism scepticism doubt doubts suspicion suspicions worry worries anxiety
    interest preference preferences stance stances position positions attitude attitudes feeling feelings
    thought thoughts understanding assessment assessments judgment judgement consensus agreement disagreement
    acknowledgment acknowledgement praise condemnation rebuke attack attacks swipe jab insult insults defense
    defence explanation explanations description characterization account accounts version narrative word words
    talk talks chatter gossip speculation wish wishes dream ambition goal goals aim vow oath guarantee assurance
    assurances advice recommendation recommendations guidance instruction instructions"""
)
"""Nouns of attitude and of what is said, less plainly a statement."""

CHANNELS = words(
    """statement interview speech tweet post letter email e-mail memo conference briefing telephone phone call message
    rally event debate appearance address column op-ed article blog release testimony hearing"""
)
