"""The pure room of reminders: text, now and zone in; meaning, rules and plans out. No clock, no storage, no Telegram."""
