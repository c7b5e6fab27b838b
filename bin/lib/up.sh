# shellcheck shell=bash
# Everything in the foreground: Asterisk, the JVM, and the eye on both. Asterisk runs in a session of its own, so
# nothing that happens to the JVM or to this launcher ends a call; a launcher that is started again finds it running.

# Polls of half a second without a heartbeat before the JVM counts as frozen. Counted in polls, not read off the clock:
# neither a clock that is set nor a machine that was suspended may kill a healthy process.
HEART_POLLS=10
# So many deaths within a minute, then a pause before each further start.
DEATHS_A_MINUTE=5
PAUSE_SECONDS=10

jvm_pid='' jvm_args=() asterisk_dir='' data_dir='' heart_file='' heart_last='' heart_seen=0 heart_silent=0 stopping=0
first_password='' up_lock='' deaths=() started_asterisk=0 driver_args=() driver_pid='' outcome=0 polls=0 demo_starts_empty=0

up() {
  local with_asterisk=1 config=$RF_HOME/config
  while (($#)); do
    case $1 in
      --config) config=${2:?a folder}; shift 2 ;;
      --no-asterisk) with_asterisk=0; shift ;;
      *) die "up does not know $1" ;;
    esac
  done
  run_platform "$config" "$with_asterisk"
}

demo() {
  local config=$RF_HOME/config rest=()
  while (($#)); do
    case $1 in
      --config) config=${2:?a folder}; shift 2 ;;
      *) rest+=("$1"); shift ;;
    esac
  done
  RINGFENCE_DATA=${RINGFENCE_DATA:-/var/lib/ringfence/demo}
  # A small center with short talks, so that a few minutes show a whole morning.
  export RINGFENCE_SET="web.address=127.0.0.1;web.tls.certificate=\"\";web.tls.key=\"\";queue.wrap-up=3s;queue.prior-talk-time=25s;queue.prior-patience=3m;asterisk.tick-seconds=10;defence.expected-attempts-per-hour=1200;${RINGFENCE_SET:-}"
  demo_starts_empty=1
  ensure_call_tools
  driver_args=(demo --config "$config" "${rest[@]}")
  run_platform "$config" 1
}

run_platform() {
  local config=$1 with_asterisk=$2
  choose_data
  ensure_jars
  if ((with_asterisk)); then
    ensure_asterisk
    ensure_prompts
    ensure_softphone
    ensure_start_cache "$config"
  fi
  jvm_args=(--config "$config")
  render || exit $?
  exec {up_lock}>"$data_dir/up.lock"
  flock -n "$up_lock" || die "Ringfence runs already on $data_dir"
  # What an earlier demonstration counted is not part of this one.
  ((!demo_starts_empty)) || rm -rf "${data_dir:?}"/{kafka,streams,cluster-id,agents-changed.jsonl,asterisk/data/sounds/en}
  end_stale_jvm
  trap 'stopping=1' INT TERM HUP
  # The platform leaves in an orderly way whatever happens to this script.
  trap 'finish' EXIT
  if ((with_asterisk)); then start_asterisk_here; else asterisk_dir=''; fi
  start_jvm
  supervise
}

# RINGFENCE_DATA wins over the `data` of the configuration.
choose_data() {
  [[ -n ${RINGFENCE_DATA:-} ]] || return 0
  own_folder "$RINGFENCE_DATA"
  export RINGFENCE_SET="data=$RINGFENCE_DATA${RINGFENCE_SET:+;$RINGFENCE_SET}"
}

# `Main render` checks the configuration, writes Asterisk's and says where things are, as lines NAME=value.
render() {
  local lines status=0 line
  lines=$(exec_main render "${jvm_args[@]}") || status=$?
  ((status == 0)) || { warn "ringfence: the configuration was not accepted"; return "$status"; }
  while IFS= read -r line; do
    case $line in
      RF_ASTERISK_DIR=*) asterisk_dir=${line#*=} ;;
      RF_HEARTBEAT=*) heart_file=${line#*=} ;;
      RF_WEB=*) RF_WEB=${line#*=} ;;
      RF_FIRST_PASSWORD=*) first_password=${line#*=} ;;
    esac
  done <<<"$lines"
  [[ -n $asterisk_dir && -n $heart_file ]] || die "render did not say where Asterisk and the heartbeat are"
  data_dir=$(dirname "$heart_file")
}

start_asterisk_here() {
  if asterisk_pid "$asterisk_dir" >/dev/null; then
    say "Asterisk runs already (pid $(asterisk_pid "$asterisk_dir")): its calls go on"
    asterisk_is_current "$asterisk_dir" ||
      warn "ringfence: it still has its earlier configuration. To change over, stop Ringfence when no call is in progress, and start again"
    started_asterisk=1
    return 0
  fi
  started_asterisk=1
  # The lock belongs to this process alone.
  (exec {up_lock}>&-; asterisk_start "$asterisk_dir") || exit $?
  say "Asterisk is up (pid $(asterisk_pid "$asterisk_dir"))"
}

# A JVM whose launcher was killed would hold the ports and the data.
end_stale_jvm() {
  local pid tries
  pid=$(cat "$data_dir/jvm.pid" 2>/dev/null) || return 0
  [[ -n $pid ]] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'org\.ringfence\.platform\.Main run' || return 0
  warn "ringfence: an earlier JVM (pid $pid) lost its launcher; it is ended"
  kill -TERM "$pid" 2>/dev/null || true
  for ((tries = 0; tries < 30; tries++)); do
    alive "$pid" || return 0
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
}

start_jvm() {
  heart_seen=0 heart_silent=0 heart_last=''
  rm -f "$heart_file"
  # It does not see Ctrl-C: the launcher stops things in order.
  (
    exec {up_lock}>&-
    trap '' INT
    exec_main run "${jvm_args[@]}"
  ) &
  jvm_pid=$!
  printf '%s\n' "$jvm_pid" >"$data_dir/jvm.pid"
}

supervise() {
  local tick
  exec {tick}<> <(:)
  until ((stopping)); do
    # Half a second without starting a process; a signal ends it at once.
    read -r -t 0.5 -u "$tick" _ || true
    ((stopping)) && break
    polls=$((polls + 1))
    watch_jvm
    watch_asterisk
    watch_driver
    ((polls % 7200)) || [[ -z $asterisk_dir ]] || asterisk_rotate_logs "$asterisk_dir"
  done
  exit "$outcome"
}

watch_jvm() {
  if ! kill -0 "$jvm_pid" 2>/dev/null; then
    local status=0
    wait "$jvm_pid" 2>/dev/null || status=$?
    jvm_died "$status"
    return 0
  fi
  local now
  now=$(stat -c %.Y "$heart_file" 2>/dev/null) || now=''
  if [[ -n $now && $now != "$heart_last" ]]; then
    heart_last=$now heart_silent=0
    if ((!heart_seen)); then
      heart_seen=1
      say "Ringfence is ready${RF_WEB:+: $RF_WEB}"
      tell_first_password
      notify --ready
      start_driver
    fi
    ((polls % 4)) || notify WATCHDOG=1
  elif ((heart_seen)); then
    heart_silent=$((heart_silent + 1))
    if ((heart_silent >= HEART_POLLS)); then
      warn "ringfence: no heartbeat for $((HEART_POLLS / 2)) s: the JVM (pid $jvm_pid) is frozen and is killed; callers stay in Asterisk"
      kill -KILL "$jvm_pid" 2>/dev/null || true
      heart_silent=0
    fi
  fi
}

# Once, and on a terminal only: what else reads our output keeps it.
tell_first_password() {
  [[ -n $first_password ]] || return 0
  if [[ -t 1 ]] && ((!demo_starts_empty)); then
    say "The first account: administrator, password $(<"$first_password")"
  fi
  say "The password of the account administrator is in $first_password; bin/ringfence user adds others"
  first_password=''
}

jvm_died() {
  local status=$1 recent=() at
  if ((status == 0)); then
    say "The JVM ended by itself"
    stopping=1
    return 0
  fi
  if ((status == 78)) && ((${#deaths[@]} == 0)); then
    outcome=78 stopping=1
    warn "ringfence: the configuration is wrong (see above); nothing is started again"
    return 0
  fi
  for at in "${deaths[@]}"; do
    ((SECONDS - at < 60)) && recent+=("$at")
  done
  deaths=("${recent[@]}" "$SECONDS")
  if ((${#deaths[@]} > DEATHS_A_MINUTE)); then
    warn "ringfence: the JVM died ${#deaths[@]} times within a minute (exit $status); next start in $PAUSE_SECONDS s"
    local waited
    for ((waited = 0; waited < PAUSE_SECONDS * 2 && !stopping; waited++)); do sleep 0.5; done
    ((stopping)) && return 0
  else
    warn "ringfence: the JVM died (exit $status) and is started again; callers stay in Asterisk"
  fi
  start_jvm
}

watch_asterisk() {
  [[ -n $asterisk_dir ]] || return 0
  ((polls % 2 == 0)) || return 0
  asterisk_pid "$asterisk_dir" >/dev/null && return 0
  warn "ringfence: Asterisk died and is started again; see $asterisk_dir/log"
  (exec {up_lock}>&-; asterisk_start "$asterisk_dir") || sleep 2
}

start_driver() {
  ((${#driver_args[@]})) && [[ -z $driver_pid ]] || return 0
  (
    exec {up_lock}>&-
    trap '' INT
    exec_main "${driver_args[@]}"
  ) &
  driver_pid=$!
}

watch_driver() {
  [[ -n $driver_pid ]] || return 0
  kill -0 "$driver_pid" 2>/dev/null && return 0
  wait "$driver_pid" 2>/dev/null || outcome=$?
  driver_pid=''
  stopping=1
}

notify() {
  [[ -n ${NOTIFY_SOCKET:-} ]] || return 0
  systemd-notify "$@" || true
}

# In order, within ten seconds: the driver, the JVM, Asterisk.
finish() {
  trap - EXIT
  trap '' INT TERM HUP
  notify --stopping
  local pid tries
  for pid in "$driver_pid" "$jvm_pid"; do
    [[ -n $pid ]] || continue
    kill -TERM "$pid" 2>/dev/null || continue
    for ((tries = 0; tries < 40; tries++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -f "$data_dir/jvm.pid"
  if ((started_asterisk)) && [[ -n $asterisk_dir ]]; then asterisk_stop "$asterisk_dir"; fi
  say "Ringfence has stopped"
}

# Plans as calls. The command starts a platform of its own by this launcher, on free ports and in a folder of its own; what
# else runs here is not touched.
replay() {
  local arguments
  with_config "$@"
  ensure_jars
  ensure_asterisk
  ensure_prompts
  unset RINGFENCE_DATA
  exec_main replay "${arguments[@]}"
}
