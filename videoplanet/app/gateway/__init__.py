"""The REST gateway and the websockets: composition of the slices' routers, and the door they share."""
