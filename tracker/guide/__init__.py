"""The guide: the ten strategies, three questions, three reminders."""
