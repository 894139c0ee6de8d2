"""What `secbc help TOPIC`, `--help` and the man page tell: each thing once."""

from ..model.errors import ExitCode

EXIT_CODES = {
    ExitCode.ANSWERED: "answered; an empty list too",
    ExitCode.BUG: "our bug",
    ExitCode.USAGE: "wrong usage",
    ExitCode.NOT_FOUND: "no such name",
    ExitCode.PROBLEMS: "the data has problems",
    ExitCode.REGISTRY: "the registry gave nothing",
    ExitCode.INTERRUPTED: "interrupted",
}
ENVIRONMENT = {
    "SECBC_PLAIN": "set to 1: --plain everywhere, for screen readers",
    "SECBC_DATA": "another data folder",
    "SECBC_CACHE_DIR": "where the index goes",
    "SECBC_CONFIG_DIR": "where the profile and the followed names go",
    "SECBC_LIVE_DIR": "where the copy of the registry goes",
    "SECBC_TODAY": "another day than today, as 2026-11-20",
    "SECBC_DEBUG": "set to 1: show where a bug is",
    "NO_COLOR": "no colour",
    "FORCE_COLOR": "colour in a pipe too",
    "HTTPS_PROXY": "the proxy that secbc update goes through; NO_PROXY: for which hosts not",
    "SSL_CERT_FILE": "certificates to trust; REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE count too",
    "COLUMNS": "the width of the page",
    "PAGER": "what shows long pages",
}
FORMATS = {
    "rich": "the page in boxes and columns, for a terminal",
    "plain": "one fact a line, for screen readers and pipes",
    "markdown": "headings, lists and tables as text",
    "html": "one file to send or print",
    "json": "whole records, for programs",
    "csv": "a row a record, for spreadsheets",
}
STATUSES = {
    "recruiting": "it was taking people, on the day that is shown",
    "closed": "it no longer takes people; it may go on, or have ended",
    "results": "results are out; a trial can be closed and have results",
    "planned": "not yet open",
    "paused": "it takes nobody for now",
    "stopped": "it ended early",
    "unknown": "no dated statement was found; it may be open",
}
OUTCOMES = {
    "met": "the main aim was met",
    "missed": "the main aim was not met",
    "mixed": "one main aim was met, not all",
    "stopped": "it ended without an answer",
    "awaited": "no results yet",
    "reported": "results are out, but no pass mark was set",
}
PRIVACY = (
    "Only secbc update uses the network: it asks ClinicalTrials.gov for breast cancer trials and for the "
    "trials in our records. Nothing of your profile or of what you follow is sent. There is no telemetry.",
    "It writes an index of each data folder, with a lock beside it, in your cache folder, which you may "
    "delete at any time; what secbc update fetched, in your data folder; your profile, only if you make one "
    "with secbc profile; and the names that you follow, with the time when you last looked at changes.",
    "All three are readable by you alone. The profile is used only where you add --mine. "
    "secbc forget removes them, or one of them: secbc forget profile, following, registry.",
    "--output and secbc export write where you say, and replace earlier files only with --force.",
)
TOPICS = {
    "formats": "how an answer can be written",
    "statuses": "what the words for a trial's state mean",
    "filters": "what a list of trials or drugs can be narrowed by",
    "exit-codes": "what secbc tells the shell",
    "environment": "settings from outside",
    "privacy": "what is kept, and that nothing is sent",
}
