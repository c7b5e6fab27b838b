package org.ringfence.simulator.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.PredictedWait;
import org.ringfence.simulator.waits.TraceRun.Prediction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class TraceRunTest {

  private static final Logger log = LoggerFactory.getLogger(TraceRunTest.class);

  @TempDir private Path folder = Path.of("");

  private static List<Prediction> predict(List<TraceCall> calls) {
    return TraceRun.predict(calls, KnownEstimatorsTest.SETTINGS, _ -> {}).list();
  }

  @Test
  void aPredictionDoesNotKnowTheFuture() {
    List<TraceCall> calls = SmallTrace.calls(1, 600);
    long now = calls.get(400).joins();
    List<TraceCall> otherFuture = new ArrayList<>();
    for (TraceCall call : calls) {
      if (call.joins() < now) {
        otherFuture.add(call.leaves() < now ? call : endingLater(call));
      }
    }
    otherFuture.add(new TraceCall("new", now + 5, false, 0, true, "d", 4_000, 0, "PS"));

    List<Prediction> before =
        predict(calls).stream().filter(one -> one.call().joins() < now).toList();
    List<Prediction> after =
        predict(otherFuture).stream().filter(one -> one.call().joins() < now).toList();
    assertThat(before).hasSizeGreaterThan(150).hasSameSizeAs(after);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).ours()).isEqualTo(before.get(i).ours());
      assertThat(after.get(i).ahead()).isEqualTo(before.get(i).ahead());
      assertThat(after.get(i).othersSeconds()).isEqualTo(before.get(i).othersSeconds());
    }
  }

  /// Who waits at that moment would have waited on, and then given up.
  private static TraceCall endingLater(TraceCall call) {
    return new TraceCall(
        call.id(),
        call.joins(),
        call.queued(),
        call.waits() + 500,
        false,
        null,
        0,
        call.credit(),
        "PS");
  }

  @Test
  void whoIsPassedOverStaysInLine() {
    List<TraceCall> calls =
        List.of(
            new TraceCall("talks", 100, false, 0, true, "a", 300, 0, "PS"),
            new TraceCall("passed over", 110, true, 900, true, "a", 60, 0, "PS"),
            new TraceCall("overtakes", 120, true, 280, true, "a", 200, 0, "PS"),
            new TraceCall("last", 500, true, 600, true, "a", 60, 0, "PS"));
    List<Prediction> predictions = predict(calls);
    assertThat(predictions).extracting(Prediction::ahead).containsExactly(0, 1, 1);
    assertThat(expected(predictions.get(2))).isGreaterThan(1.5 * expected(predictions.get(0)));
  }

  private static double expected(Prediction prediction) {
    @Nullable PredictedWait ours = prediction.ours();
    assertThat(ours).isNotNull();
    return ours == null ? Double.NaN : RangeSum.seconds(ours.expected());
  }

  @Test
  void withNobodyAtWorkOursDoesNotPretend() {
    List<TraceCall> calls =
        List.of(new TraceCall("early bird", 100, true, 1_700, true, "a", 60, 0, "PS"));
    assertThat(predict(calls).getFirst().ours()).isNull();
  }

  @Test
  void priorityIsTimeCredit() {
    List<TraceCall> calls =
        List.of(
            new TraceCall("talks", 100, false, 0, true, "a", 500, 0, "PS"),
            new TraceCall("first", 200, true, 600, true, "a", 60, 0, "PS"),
            new TraceCall("important", 250, true, 350, true, "a", 60, 90, "PS"),
            new TraceCall("later", 300, true, 700, true, "a", 60, 0, "PS"));
    assertThat(predict(calls)).extracting(Prediction::ahead).containsExactly(0, 0, 2);
  }

  @Test
  void aTraceFileIsReadAsItWasMeant() throws IOException {
    List<TraceCall> calls = SmallTrace.calls(2, 50);
    Path file = folder.resolve("1999-03.tsv");
    Files.writeString(
        file,
        SmallTrace.file(calls)
            + SmallTrace.row(
                "x", "0", "IN", "1999-03-01", "9:00:00", "5", "HANG", "0:00:00", "0", null)
            + SmallTrace.row(
                "y", "0", "PS", "1999-03-01", "0:00:00", "0", "HANG", "0:00:00", "0", null));
    assertThat(TraceFiles.read(TraceFiles.list(folder)).calls()).isEqualTo(calls);
  }

  @Test
  void badRowsAreAllListedByFileLineAndColumn() throws IOException {
    Path file = folder.resolve("1999-03.tsv");
    Files.writeString(
        file,
        SmallTrace.head()
            + SmallTrace.row(
                "a", "0", "PS", "1999-03-01", "25:00:00", "5", "HANG", "0:00:00", "0", null)
            + SmallTrace.row(
                "b", "0", "PS", "1.3.1999", "9:00:00", "5", "HANG", "0:00:00", "0", null)
            + SmallTrace.row(
                "c", "0", "PS", "1999-03-01", "9:00:00", "-5", "LOST", "0:00:00", "0", null));
    assertThatThrownBy(() -> TraceFiles.read(TraceFiles.list(folder)))
        .hasMessageContaining("1999-03.tsv:2: q_start: \"25:00:00\"")
        .hasMessageContaining("1999-03.tsv:3: date: \"1.3.1999\"")
        .hasMessageContaining("1999-03.tsv:4: outcome: \"LOST\"");
  }

  @Test
  void onARealMonthTheBackloggedQlmStandsWhereItIsKnownTo() throws IOException {
    @Nullable Path data = data();
    if (data == null) {
      log.info("left out: the anonymous-bank trace is not here (-Dringfence.data=FOLDER)");
      return;
    }
    var trace = TraceFiles.read(List.of(data.resolve("anonymous-bank/1999-04.tsv.gz")));
    TracedEstimators known = new TracedEstimators();
    ErrorSum qlm = new ErrorSum();
    ErrorSum asterisk = new ErrorSum();
    for (TraceEvent event : TraceEvent.of(trace.calls())) {
      known.advance(event.at());
      TraceCall call = event.call();
      if (event.kind() == TraceEvent.Kind.JOINS && call.served()) {
        qlm.add(known.qlmBacklogged(known.ahead(call)), call.waits());
        asterisk.add(known.asterisk().seconds(), call.waits());
      }
      known.hear(event);
    }
    assertThat(qlm.count()).isGreaterThan(15_000);
    assertThat(qlm.rrase()).isCloseTo(0.747, within(0.01));
    assertThat(asterisk.rrase()).isCloseTo(0.94, within(0.02));

    List<TraceCall> firstDays =
        trace.calls().stream().filter(call -> call.joins() < 5 * 86_400).toList();
    List<Prediction> predictions = predict(firstDays);
    assertThat(predictions).hasSizeGreaterThan(1_000);
    assertThat(predictions.stream().filter(one -> one.ours() == null).count()).isLessThan(100);
  }

  private static @Nullable Path data() {
    @Nullable String named = System.getProperty("ringfence.data");
    if (named != null) {
      return Path.of(named);
    }
    for (@Nullable Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path data = up.resolve("shared/data");
      if (Files.isDirectory(data.resolve("anonymous-bank"))) {
        return data;
      }
    }
    return null;
  }
}
