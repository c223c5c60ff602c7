"""The workbench's own servers: pages for groups (standalone Voilà) and JupyterLab for analysts.

Nothing is imported here: every kernel starts in this package, and must not wait for a web server it does not need.
"""
