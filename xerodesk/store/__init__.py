"""The company file; the only room that imports peewee."""
