# shellcheck shell=bash
# What is here, what is missing and what to do about it; exit 0 when `up` would work.

doctor_bad=0

doctor() {
  printf '%-12s %-5s %s\n' what state 'found / what to do'
  doctor_jdk
  doctor_command maven mvn "$(installer maven)" needed
  doctor_asterisk
  doctor_command sox sox "$(installer sox)" needed
  doctor_command flite flite "$(installer flite)" needed
  doctor_command espeak-ng espeak-ng "$(installer espeak-ng)" needed
  doctor_command sipp sipp 'installed by demo, test and bench' later
  doctor_softphone
  doctor_command chromium chromium 'installed by test' later
  doctor_command node node 'installed by test' later
  doctor_command PostgreSQL psql 'installed by test' later
  doctor_command coturn turnserver 'installed by test' later
  doctor_root
  doctor_disk
  doctor_ports
  if ((doctor_bad)); then
    say "Something is missing: see the lines with NO."
    return 1
  fi
  say "bin/ringfence up would work."
}

row() { printf '%-12s %-5s %s\n' "$1" "$2" "$3"; }

can_install() { command -v apt-get >/dev/null && { [[ $(id -u) -eq 0 ]] || command -v sudo >/dev/null; }; }

installer() {
  if can_install; then printf 'will be installed from Debian'; else printf 'install the package %s' "$1"; fi
}

doctor_jdk() {
  local home
  if home=$(find_jdk); then
    row JDK yes "$(jdk_version "$home") in $home"
  elif can_install && apt-cache show "openjdk-$JAVA_LEAST-jdk-headless" >/dev/null 2>&1; then
    row JDK later 'will be installed from Debian'
  else
    row JDK NO "$(jdk_advice)"
    doctor_bad=1
  fi
}

doctor_command() {
  local path
  if path=$(command -v "$2"); then
    row "$1" yes "$path"
  elif [[ $4 == later ]] || can_install; then
    row "$1" later "$3"
  else
    row "$1" NO "$3"
    doctor_bad=1
  fi
}

doctor_asterisk() {
  local root
  if root=$(asterisk_root); then
    if [[ -z $root ]]; then
      row Asterisk yes "$(asterisk -V), with a configuration of our own"
    else
      row Asterisk yes "22 in $root"
    fi
  elif ! can_install; then
    row Asterisk NO 'install Asterisk 22.1 or later, or run this as root on Debian'
    doctor_bad=1
  elif ! debian_mirror >/dev/null; then
    row Asterisk NO 'no Debian mirror in the sources of apt: set RINGFENCE_DEBIAN_MIRROR, or install Asterisk 22.1 or later'
    doctor_bad=1
  else
    row Asterisk later "will be installed into $ASTERISK_ROOT (about two minutes)"
  fi
}

# Without it everything works but the phone in the agent's browser.
doctor_softphone() {
  local folder
  folder=$(softphone_folder)
  if [[ -e $folder/index.js ]]; then
    row softphone yes "$folder"
  elif command -v npm >/dev/null; then
    row softphone later 'will be fetched by npm; until then agents use desk phones'
  else
    row softphone later 'npm will be installed from Debian and fetch it; until then agents use desk phones'
  fi
}

doctor_root() {
  local root
  if [[ $(id -u) -eq 0 ]]; then
    row root yes 'runs as root'
  elif command -v sudo >/dev/null; then
    row root yes 'by sudo'
  elif root=$(asterisk_root) && [[ -z $root ]]; then
    row root yes 'not needed: the Asterisk of this machine is used'
  else
    row root NO 'run as root, or install sudo: Asterisk runs in a root folder of its own'
    doctor_bad=1
  fi
}

doctor_disk() {
  local folder=$RF_CACHE free need=300
  asterisk_root >/dev/null || need=1500
  while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
  free=$(df --output=avail -m "$folder" | tail -n 1 | tr -d ' ')
  if ((free >= need)); then
    row disk yes "$free MB free in $folder"
  else
    row disk NO "$free MB free in $folder, $need MB are needed: set RINGFENCE_CACHE and RINGFENCE_DATA to a larger disk"
    doctor_bad=1
  fi
}

# The default ports; a configuration with others is checked when Asterisk and the JVM start.
doctor_ports() {
  local port taken=()
  for port in 15060/udp 15038/tcp 15088/tcp 14573/tcp 19092/tcp 19093/tcp 18080/tcp; do
    port_taken "${port%/*}" "${port#*/}" && taken+=("$port")
  done
  if ((${#taken[@]} == 0)); then
    row ports yes 'the default ports are free'
  else
    row ports busy "${taken[*]}: Ringfence itself may be running; otherwise choose others in the configuration"
  fi
}

# Reads the kernel's own tables, without any tool.
port_taken() {
  local hex table
  hex=$(printf '%04X' "$1")
  for table in "/proc/net/$2" "/proc/net/${2}6"; do
    [[ -r $table ]] && awk -v p=":$hex" -v tcp="$2" \
      'substr($2, length($2) - 4) == p && (tcp != "tcp" || $4 == "0A") { found = 1 } END { exit !found }' "$table" && return 0
  done
  return 1
}
