"""VideoPlanet (브이래닛): plan, schedule and review films together."""
