"""What stands around every page and is kept by editors: menu, columns of the footer, notices; and the partners."""
