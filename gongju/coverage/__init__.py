"""Every requirement row accounted for: where it is built, why it is not, or what it waits for.

`documents` reads the lists of rows (`rows/*.toml`: ids, not sentences), `artefacts` finds what names the rows it serves
(rulebooks, procedures, notices, help, forms, docstrings), `account` puts the two together and says what is wrong,
`page` puts it in words.
"""
