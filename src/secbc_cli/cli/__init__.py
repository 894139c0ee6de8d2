"""The Typer app: arguments -> query -> view -> Answer. The only room that reads or writes streams."""
