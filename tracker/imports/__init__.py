"""What people bring along from other apps: bytes in, values out, and nothing believed that was not looked at."""
