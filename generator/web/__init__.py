"""The web: a client that asks other people's servers politely."""
