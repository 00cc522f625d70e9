"""The playground, over HTTP and in a real browser."""
