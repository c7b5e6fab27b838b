# shellcheck shell=bash
# Our own Asterisk: found or installed, started and stopped. It never has anything to do with an Asterisk that the
# operator runs: own configuration, own folders, own ports, and no look at any other process.

ASTERISK_ROOT=$RF_CACHE/asterisk-22
ASTERISK_PACKAGES=asterisk,asterisk-core-sounds-en,asterisk-core-sounds-en-gsm,asterisk-moh-opsound-gsm

# Prints the folder with the modules of the Asterisk below the root $1 (empty: this machine's own).
asterisk_modules_of() {
  local dir
  for dir in "$1"/usr/lib/*/asterisk/modules "$1"/usr/lib/asterisk/modules "$1"/usr/lib64/asterisk/modules \
    "$1"/usr/local/lib/asterisk/modules; do
    [[ -e $dir/chan_pjsip.so ]] && printf '%s\n' "$dir" && return 0
  done
  return 1
}

# Prints the folder with the documentation that Asterisk's modules need at start.
asterisk_data_of() {
  local dir
  for dir in "$1/usr/share/asterisk" "$1/var/lib/asterisk" "$1/usr/local/share/asterisk"; do
    [[ -e $dir/documentation/core-en_US.xml ]] && printf '%s\n' "$dir" && return 0
  done
  return 1
}

# The machine's own Asterisk will do when it is 22.1 or later and has every module that we load.
asterisk_is_here() {
  local version modules module
  command -v asterisk >/dev/null || return 1
  version=$(asterisk -V 2>/dev/null | sed -n 's/^Asterisk \(certified-\)\{0,1\}\([0-9]*\.[0-9]*\).*/\2/p')
  [[ -n $version ]] && printf '22.1\n%s\n' "$version" | sort -V -C || return 1
  modules=$(asterisk_modules_of "") && asterisk_data_of "" >/dev/null || return 1
  while read -r module; do
    [[ -e $modules/$module ]] || return 1
  done < <(sed -n 's/^load = //p' "$RF_HOME/config/asterisk/modules.conf")
}

# Prints the root folder of the Asterisk to use; an empty line for the machine's own.
asterisk_root() {
  if asterisk_is_here; then
    printf '\n'
  elif [[ -e $ASTERISK_ROOT/.complete ]]; then
    printf '%s\n' "$ASTERISK_ROOT"
  else
    return 1
  fi
}

# Debian's mirror as this machine's apt knows it.
debian_mirror() {
  if [[ -n ${RINGFENCE_DEBIAN_MIRROR:-} ]]; then
    printf '%s\n' "$RINGFENCE_DEBIAN_MIRROR"
    return 0
  fi
  local mirror
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -n -e 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' \
      -e 's/^deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p' |
    grep -E '/debian/?$' | head -n 1)
  [[ -n $mirror ]] || return 1
  printf '%s\n' "$mirror"
}

ensure_asterisk() {
  asterisk_root >/dev/null && return 0
  with_lock asterisk-install 1800 install_asterisk
}

install_asterisk() {
  asterisk_root >/dev/null && return 0 # somebody else was faster
  local mirror
  mirror=$(debian_mirror) ||
    die "there is no Asterisk 22 here, and no Debian mirror in apt's sources: install Asterisk 22, or set RINGFENCE_DEBIAN_MIRROR"
  ensure_debs debootstrap=debootstrap unshare=util-linux
  local free
  free=$(df --output=avail -m "$RF_CACHE" | tail -n 1)
  ((free > 1200)) || die "Asterisk needs 1200 MB in $RF_CACHE while it is installed; $free MB are free"
  say "Installing Asterisk 22 into $ASTERISK_ROOT (110 MB to fetch, about two minutes; once)"
  as_root rm -rf "$ASTERISK_ROOT.new"
  # A mount namespace of its own: nothing stays mounted when this is interrupted.
  run_logged asterisk-install as_root unshare --mount --propagation private \
    debootstrap --variant=minbase --include="$ASTERISK_PACKAGES" sid "$ASTERISK_ROOT.new" "$mirror" ||
    die "Asterisk could not be installed"
  as_root chroot "$ASTERISK_ROOT.new" /usr/sbin/asterisk -V
  as_root rm -rf "$ASTERISK_ROOT.new/var/cache/apt" "$ASTERISK_ROOT.new/var/lib/apt/lists" "$ASTERISK_ROOT"
  as_root touch "$ASTERISK_ROOT.new/.complete"
  as_root mv "$ASTERISK_ROOT.new" "$ASTERISK_ROOT"
}

asterisk_pid() {
  local pid
  pid=$(cat "$1/run/asterisk.pid" 2>/dev/null) || return 1
  # The number may have been given to another process since.
  alive "$pid" && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == asterisk ]] && printf '%s\n' "$pid"
}

# Points the configuration at the Asterisk that was found and at the prompts.
asterisk_link() {
  local dir=$1 root=$2 modules data
  modules=$(asterisk_modules_of "$root") || die "no Asterisk modules below ${root:-/}"
  data=$(asterisk_data_of "$root") || die "no Asterisk documentation below ${root:-/}"
  mkdir -p "$dir"/{run,log,spool,db} "$dir"/data/{sounds,moh,agi-bin}
  ln -sfn "${modules#"$root"}" "$dir/modules"
  ln -sfn "${data#"$root"}/documentation" "$dir/data/documentation"
  ln -sfn "$RF_PROMPTS/ringfence" "$dir/data/sounds/ringfence"
  ln -sfn "$RF_PROMPTS/moh" "$dir/data/moh/ringfence"
}

# Runs inside the new mount namespace, as root: the data folder and the prompts keep their paths inside the root.
# shellcheck disable=SC2016 # expanded by that shell, not by this one
ASTERISK_IN_ROOT='
  root=$1 dir=$2 prompts=$3 ids=$4
  set -e
  mount --rbind /proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  mkdir -p "$root$dir" "$root$prompts"
  mount --bind "$dir" "$root$dir"
  mount --bind "$prompts" "$root$prompts"
  mount -o remount,bind,ro "$root$prompts"
  for file in /etc/resolv.conf /etc/hosts; do
    [ ! -e "$file" ] || { touch "$root$file"; mount --bind "$(readlink -f "$file")" "$root$file"; }
  done
  { echo -500 >/proc/self/oom_score_adj; } 2>/dev/null || true
  ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
  exec chroot --userspec="$ids" "$root" /usr/sbin/asterisk -f -C "$dir/etc/asterisk.conf"'

# asterisk_start DIR: returns when Asterisk is ready. DIR is what `Main render` wrote: etc/, run/, log/ and so on.
asterisk_start() {
  local dir root ids since console sudo=()
  dir=$(readlink -f "$1") || die "no such folder: $1"
  [[ -e $dir/etc/asterisk.conf ]] || die "no rendered Asterisk configuration in $dir/etc"
  ! asterisk_pid "$dir" >/dev/null || die "Asterisk runs already in $dir (pid $(asterisk_pid "$dir"))"
  ensure_asterisk
  [[ -d $RF_PROMPTS/ringfence ]] || ensure_prompts
  root=$(asterisk_root)
  asterisk_link "$dir" "$root"
  rm -f "$dir/run/asterisk.ctl" "$dir/run/asterisk.pid"
  ids=$(stat -c %u:%g "$dir")
  console=$dir/log/console
  : >>"$dir/log/messages"
  since=$(stat -c %s "$dir/log/messages")
  if [[ -z $root ]]; then
    (
      ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
      exec setsid asterisk -f -C "$dir/etc/asterisk.conf"
    ) >"$console" 2>&1 </dev/null &
  else
    # Named here and not called through as_root: no shell is to stay between the launcher and Asterisk.
    [[ $(id -u) -eq 0 ]] || sudo=(sudo)
    "${sudo[@]}" setsid unshare --mount --propagation private \
      bash -c "$ASTERISK_IN_ROOT" asterisk "$root" "$dir" "$RF_PROMPTS" "$ids" >"$console" 2>&1 </dev/null &
  fi
  asterisk_await "$dir" $! "$since" "$console"
  (cd "$dir/etc" && sha256sum -- *) >"$dir/run/etc.sum"
}

asterisk_await() {
  local dir=$1 starter=$2 since=$3 console=$4 tries
  for ((tries = 0; tries < 300; tries++)); do
    if [[ -S $dir/run/asterisk.ctl ]] && asterisk_pid "$dir" >/dev/null; then break; fi
    alive "$starter" || { tail -n 20 "$console" >&2; die "Asterisk did not start; see $console and $dir/log/messages"; }
    sleep 0.1
  done
  asterisk_rx "$dir" 'core waitfullybooted' >/dev/null ||
    { asterisk_stop "$dir"; die "Asterisk did not become ready; see $console and $dir/log/messages"; }
  local taken
  taken=$(tail -c +"$((since + 1))" "$dir/log/messages" | grep -iE 'address already in use|could not be started|failed to bind|unable to bind' || true)
  if [[ -n $taken ]]; then
    asterisk_stop "$dir"
    printf '%s\n' "$taken" | head -n 5 >&2
    die_config "a port that Asterisk needs is in use ($(asterisk_ports "$dir")): choose another in the configuration, or stop who has it"
  fi
}

# Where Asterisk listens, as its rendered configuration says.
asterisk_ports() {
  printf 'SIP %s, AMI %s' "$(sed -n 's/^bind *= *//p' "$1/etc/pjsip.conf" | head -n 1)" \
    "$(sed -n 's/^bindaddr *= *//p' "$1/etc/manager.conf" | head -n 1):$(sed -n 's/^port *= *//p' "$1/etc/manager.conf" | head -n 1)"
}

# Whether the running Asterisk was started with the configuration that is there now.
asterisk_is_current() {
  (cd "$1/etc" && sha256sum -- *) | cmp -s - "$1/run/etc.sum"
}

asterisk_stop() {
  local dir pid tries
  dir=$(readlink -f "$1") || return 0
  pid=$(asterisk_pid "$dir") || return 0
  as_root kill -TERM "$pid" 2>/dev/null || true
  for ((tries = 0; tries < 50; tries++)); do
    alive "$pid" || break
    sleep 0.1
  done
  if alive "$pid"; then as_root kill -KILL "$pid" 2>/dev/null || true; fi
  rm -f "$dir/run/asterisk.pid" "$dir/run/asterisk.ctl"
}

# asterisk_rx DIR COMMAND: one command on Asterisk's console, at most 30 s.
asterisk_rx() (
  local dir pid root
  dir=$(readlink -f "$1") || die "no such folder: $1"
  pid=$(asterisk_pid "$dir") || die "no Asterisk runs in $dir"
  root=$(asterisk_root)
  if [[ -z $root ]]; then
    timeout 30 asterisk -C "$dir/etc/asterisk.conf" -rx "$2"
  else
    cd / && as_root timeout 30 nsenter --target "$pid" --mount --root --wd \
      /usr/sbin/asterisk -C "$dir/etc/asterisk.conf" -rx "$2"
  fi
)

# The log files have a bound: two of them, five old ones of each, rotated at 64 MB.
asterisk_rotate_logs() {
  local dir=$1 file
  for file in messages security; do
    if [[ $(stat -c %s "$dir/log/$file" 2>/dev/null || echo 0) -gt 67108864 ]]; then
      asterisk_rx "$dir" 'logger rotate' >/dev/null || true
      find "$dir/log" -name '*.[0-9]*' -printf '%T@ %p\n' | sort -rn | sed 1,10d | cut -d' ' -f2- | xargs -r rm -f
      return 0
    fi
  done
}
