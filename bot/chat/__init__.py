"""The chat room: what is said on Telegram. One file a conversation; wording stands in `texts/`, never in a handler."""
