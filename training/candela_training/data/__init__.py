"""Photos and the crops that training sees."""
