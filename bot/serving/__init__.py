"""The serving room: in from Telegram to the inbox, work, out from the outbox to Telegram."""
