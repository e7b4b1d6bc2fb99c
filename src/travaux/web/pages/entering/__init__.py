"""What is entered from a browser: acts by form, drafts and reports by file. Each is checked, shown in words, confirmed.

fields     which act has which fields, and how each is asked for
choosing   what there is to choose from, out of the record
filling    what was sent, as the forms of the terminal have it
telling    what an act says, what rules say of it, what it would do
acting     entering it, or making it ready to be signed elsewhere
uploads    files that were sent, for a while, for whoever sent them
tabling    a draft: read, aligned, audited, mended, tabled
reporting  a report: read, reviewed, entered as statements
"""
