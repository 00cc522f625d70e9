"""The playground: a Bot API on loopback and a web chat, so that the bot can be tried without a Telegram token."""
