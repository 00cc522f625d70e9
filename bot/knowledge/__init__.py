"""The knowledge room: what stands in `knowledge/`, as typed values. Reads files, knows nothing of Telegram or storage."""
