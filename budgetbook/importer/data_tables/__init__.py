"""Reads data files of publishers (CSV, workbooks, data packages) by a map, and adds their rows up to tables of a statement."""
