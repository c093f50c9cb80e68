"""What is done after the answer: jobs in the same database, deferred in the transaction that asks for them."""
