"""Words and positions: characters in, spans and comparable words out; knows nothing of news."""
