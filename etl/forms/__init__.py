"""Forms: what they open with, what their rows mean, and the original they become."""
