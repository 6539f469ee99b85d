"""What shows that it is somebody beside their password, or instead of it: codes and passkeys."""
