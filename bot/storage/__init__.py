"""The storage room: one database, one module a noun. Functions take a connection; who opens it decides what is one transaction."""
