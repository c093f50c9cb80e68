"""The pages, one module or folder for each subject; ``every`` lists their blueprints."""
