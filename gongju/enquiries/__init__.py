"""Questions of visitors, people and employers, their answers, and help entries made from them."""
