"""What a district sets for itself: parameters, targets and reference tables by day, each change with who and why."""
