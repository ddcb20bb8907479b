"""After the end, on the pages: the debrief beside history, the game read again, what if, what to take home.

Law of this package: it is reached only of a group whose game is over, or whose class is. What is found out is
presentation's and the report's; here it is laid out.
"""
