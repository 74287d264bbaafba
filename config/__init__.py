"""Settings, addresses and start-up checks of one installation."""
