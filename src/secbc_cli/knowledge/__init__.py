"""YAML files -> records or problems. The only room that knows YAML."""
