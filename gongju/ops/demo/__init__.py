"""The demo city: made-up people, employers and papers, and the stories that the verbs play with them."""
