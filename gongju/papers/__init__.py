"""Templates to PDF: confirmations, letters, lists. Plain Python."""
