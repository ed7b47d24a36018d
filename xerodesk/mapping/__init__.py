"""Field catalogues of both sides, wires, transforms, validation."""
