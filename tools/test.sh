# The test run of ./run test: stages in two lines side by side, each timed; a failing one does not stop the next. Sourced.
# shellcheck shell=sh

PYTEST_PARALLEL=${PYTEST_PARALLEL:-2}

# stufe KEY TITLE COMMAND…: runs one stage, keeps its time and whether it failed.
stufe() {
    titel=$2
    [ "$1" = check ] || echo "$1" >>"$ARBEIT/stufen"
    shift 2
    melde ''
    melde "=== $titel ==="
    beginn=$(date +%s)
    ergebnis=bestanden
    "$@" || ergebnis=FEHLGESCHLAGEN
    [ "$ergebnis" = bestanden ] || : >"$ARBEIT/durchgefallen"
    printf '%-28s %5s s   %s\n' "$titel" "$(($(date +%s) - beginn))" "$ergebnis" >>"$ARBEIT/zeiten"
}

# By file, because what a file builds for all its tests is built once; the longest begin (tests/conftest.py).
pytest_stufe() {
    bericht=$1
    shift
    # Whatever tests leave behind, even when they are killed, goes with the working folder.
    (cd "$WURZEL" && TMPDIR="$ARBEIT" "$PY" -m pytest -n "$PYTEST_PARALLEL" --dist loadfile --no-loadscope-reorder \
        --junit-xml="$ARBEIT/$bericht.xml" "$@")
}

# --- the throw-away PostgreSQL ---

# PostgreSQL refuses to run as root.
als_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        konto=nobody
        ! id postgres >/dev/null 2>&1 || konto=postgres
        setpriv --reuid="$konto" --regid="$(id -g "$konto")" --init-groups -- env HOME="$PG" "$@"
    else
        "$@"
    fi
}

start_postgres() {
    PG_BIN=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$PG_BIN" ] || { melde 'PostgreSQL fehlt. Bitte das Debian-Paket „postgresql“ installieren.'; return 1; }
    # A short path: the name of a socket may have 107 characters at most. Only its owner can reach the
    # socket, so no password is needed, and there is no port that could be taken.
    PG=$(mktemp -d /tmp/ratspg.XXXXXX)
    if [ "$(id -u)" -eq 0 ]; then als_postgres true && chown "$konto" "$PG"; fi
    (
        cd "$PG" || exit 1
        leise als_postgres "$PG_BIN/initdb" -D "$PG/daten" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync &&
            leise als_postgres "$PG_BIN/pg_ctl" -D "$PG/daten" -l "$PG/log" -w -o "-F -k $PG -c listen_addresses='' \
                -c full_page_writes=off -c synchronous_commit=off -c max_connections=300" start
    ) || { melde 'PostgreSQL ließ sich nicht starten (Meldung siehe oben).'; return 1; }
}

stop_postgres() {
    [ -n "${PG:-}" ] || return 0
    [ ! -e "$PG/daten/postmaster.pid" ] ||
        (cd "$PG" && als_postgres "$PG_BIN/pg_ctl" -D "$PG/daten" -m immediate -w stop) >/dev/null 2>&1 || true
    rm -rf "$PG"
    PG=
}

test_postgres() {
    start_postgres || return 1
    DATABASE_URL="postgres://postgres@/$PG/postgres" \
        pytest_stufe postgresql -m 'not browser' "$auswahl"
    status=$?
    stop_postgres
    return $status
}

# --- the day on which the run takes place ---

# set_uhr TAG: from here on every Python process and the browser live on that day (nine o'clock and on, or from the
# time given as TAGT23:55). tests/uhr/sitecustomize.py reads what is exported here.
set_uhr() {
    UHR_VERSATZ=$("$PY" "$WURZEL/tools/versatz.py" "$1") || exit 2
    export UHR_VERSATZ PYTHONPATH="$WURZEL/tests/uhr"
}

# --- all of it, or a part ---

raeume_auf() {
    [ -z "$zweig" ] || { kill -s TERM -- "-$zweig" && wait "$zweig"; } 2>/dev/null || true
    rm -rf "$ARBEIT"
}

# run_zweig ARBEIT AUSWAHL TAG: what needs PostgreSQL or the browser, and the checks, beside the tests on SQLite.
# One after the other, the end of each stage would leave a core idle.
run_zweig() {
    ARBEIT=$1 auswahl=$2 tag=$3
    trap stop_postgres EXIT
    trap 'exit 143' TERM
    stufe check 'Prüfungen' run_alle_checks
    [ -z "$tag" ] || set_uhr "$tag"
    stufe postgresql 'Tests auf PostgreSQL' test_postgres
    stufe browser 'Tests im Browser' pytest_stufe browser --dist worksteal tests/browser
}

run_alles() {
    ARBEIT=$(mktemp -d)
    zweig=""
    trap raeume_auf EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    unset DATABASE_URL
    beginn_alles=$(date +%s)
    # A process group of its own, so that it ends as a whole; what it says comes after the rest.
    setsid "$WURZEL/run" test --zweig "$ARBEIT" "$auswahl" "$tag" >"$ARBEIT/zweig" 2>&1 &
    zweig=$!
    [ -z "$tag" ] || set_uhr "$tag"
    stufe sqlite 'Tests auf SQLite' pytest_stufe sqlite -m 'not browser'
    wait "$zweig" || : >"$ARBEIT/durchgefallen"
    zweig=""
    cat "$ARBEIT/zweig"
    melde ""
    cat "$ARBEIT/zeiten" >&2
    # shellcheck disable=SC2046 # a list of files
    "$PY" "$WURZEL/tools/summary.py" "$(($(date +%s) - beginn_alles))" $(sed "s|.*|$ARBEIT/&.xml|" "$ARBEIT/stufen")
    [ ! -e "$ARBEIT/durchgefallen" ] || exit 1
}

# A path given by the caller counts from the caller's folder; without one, pytest starts at the root.
run_teil() {
    unset DATABASE_URL
    [ -z "$tag" ] || set_uhr "$tag"
    wo=$WURZEL
    for angabe in "$@"; do
        [ ! -e "${angabe%%::*}" ] || wo=$PWD
    done
    cd "$wo" || exit 1
    exec "$PY" -m pytest -c "$WURZEL/pyproject.toml" --rootdir="$WURZEL" "$@"
}

run_test() {
    tag=""
    # What on PostgreSQL: where the engines could differ, or everything that uses a database.
    auswahl=--je-datenbank
    if [ "${1:-}" = --zweig ]; then
        run_zweig "$2" "$3" "$4"
        return
    fi
    while :; do
        case ${1:-} in
        --tag)
            tag=${2:-}
            # In a process of its own: a day that cannot be read ends the run before anything is done.
            (set_uhr "$tag") || exit 2
            shift 2
            ;;
        --alles)
            auswahl=--nur-datenbank
            shift
            ;;
        *) break ;;
        esac
    done
    if [ $# -gt 0 ]; then run_teil "$@"; else run_alles; fi
}
