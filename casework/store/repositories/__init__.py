"""One repository a subject. They find and write rows; they decide nothing."""
