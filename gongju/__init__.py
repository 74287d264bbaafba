"""gongju (工居): the whole online system behind the Beijing work residence permit."""
