"""How well returns are filed: marks for reviewers, and the score of a school and return."""
