"""The demo organisation's books: believable, and the same whenever they are made from the same arguments."""
