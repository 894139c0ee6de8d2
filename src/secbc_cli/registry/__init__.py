"""The outside world: HTTP, the registry's wire shape -> model, sync. The only room that uses the network."""
