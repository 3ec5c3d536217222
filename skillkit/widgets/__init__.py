"""Widgets: forms that edit and views that show. They hold no rule; the core knows all of them."""
