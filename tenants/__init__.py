"""Who owns and owes what: registry, accounts, scope, calendar, declared returns, filing, publication, audit."""
