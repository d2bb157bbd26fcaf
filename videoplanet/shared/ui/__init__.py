"""The interface kit: plain functions of Vars and handlers that return components. No business words."""
