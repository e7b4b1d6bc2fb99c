"""Papers at the desk: what is handed out, read here in the frame of the desk or taken along in any format.

kinds       which papers there are, what each says, its options and formats
hub         all of them on one page
sheet       a paper as a page
matrix      who agrees to what, cell by cell
linkages    what is offered in return for what
"""
