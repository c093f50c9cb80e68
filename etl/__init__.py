"""What was filed, made usable: workbooks in and out, cleaning, rules, facts, jobs."""
