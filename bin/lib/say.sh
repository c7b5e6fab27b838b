# shellcheck shell=bash
# Words to the operator, root, locks, packages: what every other part of the launcher uses.

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  printf 'ringfence: %s\n' "$*" >&2
  exit 1
}
# What was set up wrongly by a human: systemd and the launcher itself do not try again (EX_CONFIG).
die_config() {
  printf 'ringfence: %s\n' "$*" >&2
  exit 78
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo --preserve-env=http_proxy,https_proxy,no_proxy,DEBIAN_FRONTEND "$@"
  else
    die "this needs root: run it as root, or install sudo ($*)"
  fi
}

# Makes a folder that belongs to the user who runs us, also below /var/lib.
own_folder() {
  [[ -d $1 && -w $1 ]] && return 0
  [[ $1 != /var/lib/ringfence/?* ]] || own_folder /var/lib/ringfence
  if ! mkdir -p "$1" 2>/dev/null; then
    as_root install -d -o "$(id -u)" -g "$(id -g)" "$1" || die "cannot make the folder $1"
  fi
  [[ -w $1 ]] || die "the folder $1 is not ours to write: run as its owner or choose another with RINGFENCE_CACHE and RINGFENCE_DATA"
}

# run_logged NAME COMMAND...: output goes to a file, which is named and quoted when the command fails.
run_logged() {
  local name=$1 log
  shift
  own_folder "$RF_CACHE/logs"
  log=$RF_CACHE/logs/$name.log
  if ! "$@" >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    warn "ringfence: $name failed; all of its output is in $log"
    return 1
  fi
}

# with_lock NAME SECONDS COMMAND...: one at a time on this machine; the lock ends with the process that holds it.
with_lock() {
  local name=$1 seconds=$2 fd
  shift 2
  own_folder "$RF_CACHE"
  exec {fd}>"$RF_CACHE/$name.lock"
  if ! flock -n "$fd"; then
    say "Waiting for another ringfence that is busy with $name (at most $seconds s)"
    flock -w "$seconds" "$fd" || die "another ringfence has been busy with $name for $seconds s: $RF_CACHE/$name.lock"
  fi
  local status=0
  "$@" || status=$?
  exec {fd}>&-
  return "$status"
}

# ensure_debs COMMAND=PACKAGE...: installs the packages whose command (or file, when it has a slash) is missing.
ensure_debs() {
  local pair probe packages=()
  for pair in "$@"; do
    probe=${pair%%=*}
    if [[ $probe == */* ]]; then
      compgen -G "$probe" >/dev/null || packages+=("${pair#*=}")
    else
      command -v "$probe" >/dev/null || packages+=("${pair#*=}")
    fi
  done
  ((${#packages[@]})) || return 0
  command -v apt-get >/dev/null ||
    die "missing: ${packages[*]} (Debian's names). Only Debian and its kin can be helped further here: install them by hand"
  say "Installing ${packages[*]} from Debian (up to a few minutes)"
  with_lock packages 1200 run_logged "apt" install_debs "${packages[@]}"
}

install_debs() {
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get install -y --no-install-recommends "$@" ||
    { as_root apt-get update && as_root apt-get install -y --no-install-recommends "$@"; }
}

# One hash over the content and the names of all files named or found below the folders named.
content_hash() {
  find "$@" -type f -not -path '*/target/*' -not -name '*.swp' -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1
}

alive() { [[ -n ${1:-} ]] && [[ -d /proc/$1 ]] && [[ $(awk '{print $3}' "/proc/$1/stat" 2>/dev/null) != Z ]]; }
