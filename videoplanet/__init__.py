"""VideoPlanet (브이래닛): plan, schedule and review films together."""

__version__ = "0.1.0"
