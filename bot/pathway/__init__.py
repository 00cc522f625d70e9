"""The planner: profile and day in, plan out. Pure: no files, no clock, no Telegram."""
