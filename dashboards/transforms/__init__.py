"""What the rows of a query mean: bands, ranks, spreads and the sentences that say what was found."""
