# shellcheck shell=bash
# What runs, as a bill of materials (CycloneDX) and npm's lock file: any scanner of known vulnerabilities takes them, also one
# without a network.

CYCLONEDX_PLUGIN=org.cyclonedx:cyclonedx-maven-plugin:2.9.3

sbom() {
  [[ ${1:-} == --out && -n ${2:-} ]] || die "sbom needs --out DIR"
  local out
  ensure_jdk
  ensure_debs mvn=maven
  mkdir -p "$2"
  out=$(cd "$2" && pwd)
  own_folder "$RF_CACHE/logs"
  # Of the whole: the libraries of our modules; what only tests use runs nowhere.
  (cd "$RF_HOME" && run_logged sbom mvn -B -q -ntp "$CYCLONEDX_PLUGIN:makeAggregateBom" -DincludeTestScope=false \
    -DoutputFormat=json -DoutputDirectory="$out" -DoutputName=ringfence-java) || die "the bill of materials could not be made"
  # Scanners read it as it is.
  cp "$RF_HOME/agent-desktop/softphone/package-lock.json" "$out/"
  say "$out/ringfence-java.json: $(grep -c '"purl"' "$out/ringfence-java.json") of ours and of others"
  say "$out/package-lock.json: the phone of the agent's page"
  say "Asterisk and SIPp are Debian's: its security notices tell of them."
}
