"""The machine: paths, resources, logs, settings, secrets, locks, clock."""
