"""Statements signed by hand: their wording is data (`statements/*.toml`), filled with what is known, printed here."""
