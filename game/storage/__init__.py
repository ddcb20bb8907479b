"""What lies on disk: scenario folders and event logs. The rules never look here."""
