# The static checks of ./run check: all of them run, all findings are shown, one exit status. Sourced, not run.
# shellcheck shell=sh

# check NAME COMMAND…: runs one check and notes its name if it fails.
check() {
    name=$1
    shift
    melde "· $name"
    "$@" >&2 || durchgefallen="$durchgefallen${durchgefallen:+, }$name"
}

check_shell() {
    status=0
    for datei in run tools/*.sh; do
        sh -n "$datei" || status=1
    done
    bash -n .ci/run || status=1
    return $status
}

check_vorlagen() { find . -path ./.venv -prune -o -path ./node_modules -prune -o -path '*/templates/*' \
    \( -name '*.html' -o -name '*.txt' \) -exec "$VENV/bin/djade" --check --target-version 5.2 {} +; }

# The longest check runs beside the others; its turn comes when they are through.
begin_mypy() {
    "$PY" -m mypy >"$DATA_DIR/mypy" 2>&1 &
    mypy=$!
}

end_mypy() {
    status=0
    wait "$mypy" || status=$?
    mypy=""
    cat "$DATA_DIR/mypy"
    return $status
}

# All checks see the settings of a production machine, and never the developer's own data.
run_alle_checks() (
    cd "$WURZEL" || exit 1
    DATA_DIR=$(mktemp -d)
    mypy=""
    trap '[ -z "$mypy" ] || kill "$mypy" || true; rm -rf "$DATA_DIR"' EXIT
    trap 'exit 130' INT TERM
    unset DATABASE_URL DEBUG DEMO
    export DATA_DIR HTTPS=1 HSTS_SUBDOMAINS=1 HSTS_PRELOAD=1
    durchgefallen=""
    begin_mypy
    check 'ruff (Regeln)' "$PY" -m ruff check --quiet .
    check 'ruff (Format)' "$PY" -m ruff format --check --quiet --output-format concise .
    check 'Importverträge' "$VENV/bin/lint-imports" --no-logo
    check 'djade (Templates)' check_vorlagen
    check 'Migrationen vollständig' "$PY" manage.py makemigrations --check --dry-run
    check 'Django-Einstellungen' "$PY" manage.py check --deploy --fail-level WARNING
    check 'Shell-Syntax' check_shell
    check 'mypy (Typen)' end_mypy
    [ -z "$durchgefallen" ] || fehler "Prüfungen mit Befunden: $durchgefallen"
    melde 'Alle Prüfungen ohne Befund.'
)
