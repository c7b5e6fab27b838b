# shellcheck shell=bash
# The JDK, Maven and the jars. The jars that run are copies below the cache, one folder for each state of the sources:
# a build never pulls a file from under a platform that is running.

JAVA_LEAST=25

# Prints the version of the JDK in the folder $1 when it is one.
jdk_version() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/jdk*; do
    [[ -n $home ]] || continue
    version=$(jdk_version "$home") || continue
    [[ -n $version ]] && ((version >= JAVA_LEAST)) && printf '%s\n' "$home" && return 0
  done
  return 1
}

jdk_advice() {
  if apt-cache show "openjdk-$JAVA_LEAST-jdk-headless" >/dev/null 2>&1; then
    printf 'apt-get install openjdk-%s-jdk-headless' "$JAVA_LEAST"
  else
    printf 'this release has no JDK %s: unpack one from any vendor below /usr/lib/jvm, or set JAVA_HOME' "$JAVA_LEAST"
  fi
}

ensure_jdk() {
  if ! JAVA_HOME=$(find_jdk); then
    apt-cache show "openjdk-$JAVA_LEAST-jdk-headless" >/dev/null 2>&1 ||
      die "no JDK $JAVA_LEAST or later in JAVA_HOME or /usr/lib/jvm; $(jdk_advice)"
    ensure_debs "/usr/lib/jvm/java-$JAVA_LEAST-openjdk-*/bin/javac=openjdk-$JAVA_LEAST-jdk-headless"
    JAVA_HOME=$(find_jdk) || die "Debian's JDK was installed and is not to be found in /usr/lib/jvm"
  fi
  export JAVA_HOME
}

sources_hash() {
  (cd "$RF_HOME" && content_hash pom.xml .mvn ./*/pom.xml ./*/src/main)
}

# Sets RF_LIB to a folder with all jars, building them first when the sources have changed.
ensure_jars() {
  ensure_jdk
  RF_LIB=$RF_CACHE/jars/$(sources_hash)
  export RF_LIB
  [[ -e $RF_LIB/.complete ]] || with_lock build 1800 build_jars
}

build_jars() {
  [[ ! -e $RF_LIB/.complete ]] || return 0
  ensure_debs mvn=maven
  say "Building Ringfence (the first time some minutes: Maven fetches its libraries)"
  local new=$RF_LIB.new
  rm -rf "$new"
  mkdir -p "$new"
  (cd "$RF_HOME" && run_logged build mvn -B -q -ntp -Dmaven.test.skip=true package dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory=target/lib) || die "the build failed"
  cp "$RF_HOME"/platform/target/lib/*.jar "$RF_HOME"/platform/target/platform-*.jar "$new/"
  rm -f "$new"/*-tests.jar "$new"/*-sources.jar
  touch "$new/.complete"
  rm -rf "$RF_LIB"
  mv "$new" "$RF_LIB"
  # The last three states are kept; a platform that runs uses one of them.
  find "$RF_CACHE/jars" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | sed 1,3d | cut -d' ' -f2- |
    xargs -r rm -rf
}

# A JVM that reads its classes and their profiles from a cache starts in half the time, which callers wait for after a
# crash, and knows from its first call which code is busy. The cache is made once for each state of the sources: everything
# is started on an empty folder without Asterisk, and calls are rehearsed.
# It is of no use to another JDK or another collector: the JVM then starts without it.
ensure_start_cache() {
  [[ -e $RF_LIB/start.aot ]] || with_lock start-cache 300 make_start_cache "$1"
}

make_start_cache() {
  [[ ! -e $RF_LIB/start.aot ]] || return 0
  local config=$1 data pid tries status=0 port=$((20000 + RANDOM % 10000))
  say "Making the start cache (about 30 seconds, once)"
  own_folder "$RF_CACHE/logs"
  data=$(mktemp -d "$RF_CACHE/start-cache.XXXXXX")
  # Secrets and folders of its own; nothing of the operator's is touched, no cluster and no Asterisk is spoken to.
  local settings="${RINGFENCE_SET:+$RINGFENCE_SET;}data=$data;kafka.bootstrap.servers=\"\";gateway.ami.port=1;asterisk.ami-port=1025"
  settings+=";gateway.ami.host=127.0.0.1;gateway.ami.secret-file=$data/secrets/ami"
  # A platform that runs already keeps its ports.
  settings+=";kafka.embedded.port=$port;kafka.embedded.controller-port=$((port + 1));web.port=0;gateway.agi.port=$((port + 2))"
  (RINGFENCE_SET=$settings exec_main render --config "$config") >"$RF_CACHE/logs/start-cache.log" 2>&1 || true
  (
    export RINGFENCE_SET=$settings
    data_dir=$data
    RINGFENCE_JAVA_OPTS="${RINGFENCE_JAVA_OPTS:-} -XX:AOTCacheOutput=$RF_LIB/start.aot.new"
    exec_main run --config "$config" --rehearse 4000
  ) >>"$RF_CACHE/logs/start-cache.log" 2>&1 &
  pid=$!
  # It ends by itself; this is for the case that it does not.
  for ((tries = 0; tries < 240; tries++)); do
    alive "$pid" || break
    sleep 1
  done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || status=$?
  rm -rf "$data"
  if ((status == 0)) && [[ -s $RF_LIB/start.aot.new ]]; then
    mv "$RF_LIB/start.aot.new" "$RF_LIB/start.aot"
  else
    rm -f "$RF_LIB/start.aot.new"
    warn "ringfence: no start cache could be made ($RF_CACHE/logs/start-cache.log); starts take longer"
  fi
}

# Replaces this process by the JVM; call it in a subshell to keep the launcher.
exec_main() {
  local options=(-Xms128m "-Xmx${RINGFENCE_HEAP:-1g}" -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  # Start-up is where the compilers cost most, and callers wait for it after a crash: they begin later.
  [[ $1 != run ]] || options+=(-XX:CompileThresholdScaling=4)
  # shellcheck disable=SC2206 # several options in one variable
  options+=(${RINGFENCE_JAVA_OPTS:-})
  # The services log as config/logback.xml says; all other commands speak to the terminal alone.
  [[ $1 != run ]] || options+=("-Dlogback.configurationFile=$3/logback.xml" "-Dringfence.data=$data_dir")
  [[ $1 != run || ! -e $RF_LIB/start.aot ]] || options+=("-XX:AOTCache=$RF_LIB/start.aot" -Xlog:aot*=off)
  exec "$JAVA_HOME/bin/java" "${options[@]}" -cp "$RF_LIB/*" org.ringfence.platform.Main "$@"
}

# Sets `arguments` to what was given, with our own configuration when none was named.
with_config() {
  arguments=("$@")
  [[ " $* " == *" --config"[\ =]* ]] || arguments+=(--config "$RF_HOME/config")
}

check() { configured check "$@"; }

# A command that needs the configuration and the data, and no Asterisk; $1 is its name.
configured() {
  local arguments
  with_config "$@"
  choose_data
  ensure_jars
  exec_main "${arguments[@]}"
}

# A certificate that signs itself, for trying: browsers warn of it.
certificate() {
  local folder=${1:?a folder} name=${2:-localhost}
  ensure_debs openssl=openssl
  [[ ! -e $folder/web.key ]] || die "$folder/web.key is there already"
  mkdir -p "$folder"
  (umask 077 && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=$name" \
    -addext "subjectAltName=DNS:$name,DNS:localhost,IP:127.0.0.1" \
    -keyout "$folder/web.key" -out "$folder/web.crt" 2>/dev/null) || die "openssl made no certificate"
  say "web.tls { certificate = \"$(readlink -f "$folder")/web.crt\", key = \"$(readlink -f "$folder")/web.key\" }"
}

# A command of the laboratory: no Asterisk, no broker, no data; $1 is its name. It may need more memory than the platform.
laboratory() {
  local arguments RINGFENCE_HEAP=${RINGFENCE_HEAP:-4g}
  with_config "$@"
  ensure_jars
  exec_main "${arguments[@]}"
}

compare_runs() {
  ensure_jars
  exec_main compare "$@"
}

# The tools that place calls.
ensure_call_tools() {
  ensure_debs sipp=sip-tester
  RF_SIPP=$(command -v sipp)
  export RF_SIPP
}

bench() {
  if [[ ${1:-} == resilience ]]; then
    shift
    bench_resilience "$@"
    return
  fi
  # Only real calls need Asterisk.
  if [[ ${1:-} != calls && ${1:-} != door && ${1:-} != ivr && ${1:-} != web ]]; then
    laboratory bench "$@"
    return
  fi
  local arguments
  with_config "$@"
  ensure_jars
  ensure_call_tools
  ensure_asterisk
  ensure_prompts
  RINGFENCE_DATA=${RINGFENCE_DATA:-/var/lib/ringfence/bench}
  choose_data
  # The bench starts the platform by this launcher, with the same data.
  unset RINGFENCE_DATA
  exec_main bench "${arguments[@]}"
}
