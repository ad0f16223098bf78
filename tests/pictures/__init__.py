"""What only a browser can draw: icons, boxes of the gallery, pictures of two states."""
