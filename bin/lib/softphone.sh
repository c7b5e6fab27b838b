# shellcheck shell=bash
# The library by which the agent's page speaks SIP: fetched once by npm, as pinned in agent-desktop/softphone, and served by our
# web as it is. Nothing of it is part of this repository.

# So many minutes are waited after a failed attempt before the next one: a start must not hang on a network that is away.
SOFTPHONE_PAUSE_MINUTES=30

softphone_folder() {
  printf '%s/softphone/%s\n' "$RF_CACHE" \
    "$(cd "$RF_HOME/agent-desktop/softphone" && content_hash package.json package-lock.json)"
}

# Sets RF_SOFTPHONE to its folder. Where it cannot be had, pages say so and desk phones work as ever: nothing stops.
ensure_softphone() {
  RF_SOFTPHONE=$(softphone_folder)
  export RF_SOFTPHONE
  [[ ! -e $RF_SOFTPHONE/index.js ]] || return 0
  [[ -z $(find "$RF_SOFTPHONE.failed" -mmin "-$SOFTPHONE_PAUSE_MINUTES" 2>/dev/null) ]] || return 0
  # In a shell of its own: where npm cannot be had, that is said and the start goes on.
  command -v npm >/dev/null || (ensure_debs npm=npm) ||
    { touch "$RF_SOFTPHONE.failed" && warn "ringfence: without npm there is no phone in agents' browsers; desk phones work"; return 0; }
  with_lock softphone 300 fetch_softphone ||
    { touch "$RF_SOFTPHONE.failed" && warn "ringfence: there is no phone in agents' browsers yet; desk phones work"; }
}

fetch_softphone() {
  [[ ! -e $RF_SOFTPHONE/index.js ]] || return 0
  local new=$RF_SOFTPHONE.new
  say "Fetching the phone of the agent's page (once)"
  rm -rf "$new"
  mkdir -p "$new"
  cp "$RF_HOME"/agent-desktop/softphone/package{,-lock}.json "$new/"
  # What is taken are files: no script of a package is run.
  run_logged softphone timeout 90 npm ci --prefix "$new" --ignore-scripts --no-audit --no-fund --fetch-retries=1 \
    --fetch-timeout=20000 || return 1
  [[ -e $new/node_modules/sip.js/lib/index.js ]] || return 1
  rm -rf "$RF_SOFTPHONE"
  mv "$new/node_modules/sip.js/lib" "$RF_SOFTPHONE"
  rm -rf "$new" "$RF_SOFTPHONE.failed"
}
