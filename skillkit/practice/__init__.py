"""Practice: claims and vignettes that calibrate before anybody rates."""
