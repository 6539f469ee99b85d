"""Whether the server is alive and can reach its database."""
