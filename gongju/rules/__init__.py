"""The law as data, judged: expressions, verdicts, editions, terms. Plain Python."""
