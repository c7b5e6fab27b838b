# shellcheck shell=bash
# All tests. The last line is `N passed, N failed`; the exit code is Maven's.

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
    ensure_asterisk
    ensure_prompts
    # The end-to-end tests start the platform as its users do; its jars are built before Maven is busy with the tests.
    ensure_jars
  fi
  if ((unit)); then
    say "Left out: what needs Asterisk, a browser or PostgreSQL"
  fi
  local status=0 log started
  own_folder "$RF_CACHE/logs"
  log=$RF_CACHE/logs/test.log
  started=$(mktemp)
  (cd "$RF_HOME" && mvn -B -ntp -T 2 -De2e.skip="$skip" verify) 2>&1 | tee "$log" || status=$?
  test_sum "$started"
  rm -f "$started"
  ((status == 0)) || warn "ringfence: the build failed; all of its output is in $log"
  printf '%d passed, %d failed\n' $((tests - failed)) "$failed"
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
