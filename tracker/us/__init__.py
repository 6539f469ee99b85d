"""What happened between the two, week by week."""
