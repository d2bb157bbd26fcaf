"""A first project to look at: three people, a film in two versions, a conversation. Only for an embedded database.

The film is an excerpt of Big Buck Bunny, © Blender Foundation, bigbuckbunny.org, CC BY 3.0.
"""
