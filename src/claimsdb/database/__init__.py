"""The engine, sessions and the schema; what differs between the engines stands in one file."""
