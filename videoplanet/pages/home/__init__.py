"""Where one lands: films to go on with, projects lately worked on."""
