package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many packets Asterisk received from and sent to each leg that is in a bridge. A phone under
/// test sends back only what it hears, so packets from it prove that the caller was heard, and
/// packets to the caller that the phone was.
record MediaCounts(Map<String, Leg> legs) {

  private static final Pattern LINE =
      Pattern.compile(
          "^ *[0-9a-f]+ +(\\S+-[0-9a-f]+) +\\S+ +\\S+ +(\\d+) +\\d+ +\\d+ +\\S+ +(\\d+) .*");

  record Leg(long received, long sent) {}

  static MediaCounts read(LivePlatform platform) {
    Map<String, Leg> legs = new TreeMap<>();
    platform
        .asterisk("pjsip show channelstats")
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line ->
            legs.put(
                line.group(1),
                new Leg(Long.parseLong(line.group(2)), Long.parseLong(line.group(3)))));
    return new MediaCounts(legs);
  }

  /// Asserts two legs, and on each of them, in each direction, so many packets more than before.
  void assertBothWaysMoreThan(MediaCounts before, long packets) {
    assertThat(legs).hasSize(2).containsOnlyKeys(before.legs.keySet());
    legs.forEach((channel, now) -> {
      Leg then = before.legs.getOrDefault(channel, new Leg(0, 0));
      assertThat(now.received()).as("from %s", channel).isGreaterThan(then.received() + packets);
      assertThat(now.sent()).as("to %s", channel).isGreaterThan(then.sent() + packets);
    });
  }
}
