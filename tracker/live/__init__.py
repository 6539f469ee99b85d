"""Whether anything is otherwise that somebody may see, asked again and again while they look."""
