"""What is printed: the boxes of the official forms filled in, and the receipt."""

from casework.services.paper.printing import NotYet, Sheet, UnknownPaper, available, form, print_, receipt

__all__ = ["NotYet", "Sheet", "UnknownPaper", "available", "form", "print_", "receipt"]
