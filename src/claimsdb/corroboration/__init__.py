"""Pure: how many independent sources a claim has, and who said it first."""
