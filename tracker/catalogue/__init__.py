"""What we have written for those who use Tend: the guide, ideas, questions, and lines to begin with. No rules."""
