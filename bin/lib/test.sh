# shellcheck shell=bash
# All tests. The last line is `N passed, N failed`; the exit code is 0 when all were run and none failed.

run_tests() {
  local unit=0
  while (($#)); do
    case $1 in
      --unit) unit=1; shift ;;
      *) die "test does not know $1" ;;
    esac
  done
  ensure_jdk
  ensure_debs mvn=maven
  local skip=true
  if ((!unit)); then
    skip=false
    ensure_call_tools
    ensure_debs chromium=chromium node=nodejs '/usr/lib/postgresql/*/bin/initdb=postgresql'
    ensure_turn_server
    ensure_asterisk
    ensure_prompts
    ensure_softphone
    # The end-to-end tests start the platform as its users do; its jars are built before Maven is busy with the tests, and so is
    # the start cache: one that is made on a busy machine makes starts seconds slower.
    ensure_jars
    ensure_start_cache "$RF_HOME/config"
  fi
  if ((unit)); then
    say "Left out: what needs Asterisk, a browser or PostgreSQL, and what takes many seconds"
  fi
  local status=0 log started
  own_folder "$RF_CACHE/logs"
  log=$RF_CACHE/logs/test.log
  started=$(mktemp)
  # A module with a failed test would keep those that stand on it from being tested at all.
  (cd "$RF_HOME" && mvn -B -ntp -T 2 -De2e.skip="$skip" -Dmaven.test.failure.ignore=true verify) 2>&1 | tee "$log" || status=$?
  test_sum "$started"
  second_tries "$started"
  ((failed == 0)) || status=1
  rm -f "$started"
  ((status == 0)) || warn "ringfence: not all passed; what failed stands at [ERROR] in $log"
  printf '%d passed, %d failed\n' $((tests - failed)) "$failed"
  return "$status"
}

# coturn, for the test of agents at home. Its package starts a server for the whole machine, which nobody asked for.
ensure_turn_server() {
  ! command -v turnserver >/dev/null || return 0
  ensure_debs turnserver=coturn
  [[ ! -d /run/systemd/system ]] || as_root systemctl disable --now coturn.service >/dev/null 2>&1 || true
}

# What a death costs on real calls: the tests that kill the JVM, Asterisk and the node that decides, with more callers than
# they have in a test. What they print is the figures; the exit code is whether all of it held.
bench_resilience() {
  local waiting=100 talking=10 status=0 log
  while (($#)); do
    case $1 in
      --waiting) waiting=${2:?a number}; shift 2 ;;
      --talking) talking=${2:?a number, 10 at most}; shift 2 ;;
      *) die "bench resilience does not know $1" ;;
    esac
  done
  [[ $waiting =~ ^[1-9][0-9]*$ && $talking =~ ^([2-9]|10)$ ]] ||
    die "bench resilience needs at least one who waits, and 2 to 10 who talk"
  ensure_jdk
  ensure_debs mvn=maven
  ensure_call_tools
  ensure_asterisk
  ensure_prompts
  ensure_jars
  own_folder "$RF_CACHE/logs"
  log=$RF_CACHE/logs/resilience.log
  say "Killing things while $waiting wait and $talking talk (some minutes)"
  # As an operator's platform runs, and not as the short-lived ones of tests.
  (cd "$RF_HOME" && RINGFENCE_JAVA_OPTS=${RINGFENCE_JAVA_OPTS:-} mvn -B -ntp -pl platform -am -De2e.skip=false \
    -De2e.alone='alone | bench' -De2e.again=0 -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest='ResilienceE2eTest#callersTalks*+aFrozen*,KeptPlaceE2eTest#after_a_crash*,StandbyE2eTest' \
    -Dresilience.waiting="$waiting" -Dresilience.talking="$talking" -Dresilience.offers-again=15 verify) >"$log" 2>&1 || status=$?
  sed -n 's/^.*FIGURE //p' "$log"
  ((status == 0)) || warn "ringfence: not everything held; see $log"
  return "$status"
}

tests=0 failed=0

# Adds up the reports that are newer than the file $1. A test that was not run counts as failed: none may be skipped.
test_sum() {
  read -r tests failed < <(find "$RF_HOME" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -print0 |
    xargs -0 -r grep -hm1 '<testsuite ' |
    awk 'function value(name) {
           return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
         }
         { all += value("tests"); bad += value("failures") + value("errors") + value("skipped") }
         END { print all + 0, bad + 0 }')
}

# Names the tests that passed only when they were tried again, from the reports that are newer than the file $1.
second_tries() {
  find "$RF_HOME" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -print0 |
    xargs -0 -r awk '/<testcase / { name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name)
                                    of = $0; sub(/.* classname="/, "", of); sub(/".*/, "", of); sub(/.*\./, "", of) }
                     /<flaky(Failure|Error)/ { print "passed at the second try only: " of "." name }' >&2
}
