"""Guards taken out one by one: a promise whose guard can go unnoticed is none."""
