"""One thin file a command: arguments -> query -> view -> Answer."""
