package org.ringfence.simulator.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.waits.WaitsOptions.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
final class WaitsEvaluationTest {

  @TempDir private Path folder = Path.of("");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private long ticks;

  private String evaluate(long seed, String out) throws IOException {
    // The mornings take the longest, and their chance is keyed as that of the others is.
    return evaluate(seed, out, EnumSet.of(Part.MODELS, Part.TRACE, Part.MACHINES));
  }

  private String evaluate(long seed, String out, EnumSet<Part> parts) throws IOException {
    Path trace = Files.createDirectories(folder.resolve("trace"));
    Files.writeString(trace.resolve("1999-03.tsv"), SmallTrace.file(SmallTrace.calls(5, 400)));
    WaitsOptions options =
        new WaitsOptions(seed, 2_000, 1_000, 1, trace, null, parts, KnownEstimatorsTest.SETTINGS);
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    // A clock that never says the same twice: it must not show in the file.
    new WaitsEvaluation(options, folder.resolve(out), stream, stream, () -> ticks += 987_654_321)
        .run();
    return Files.readString(folder.resolve(out).resolve(WaitsEvaluation.FILE));
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    String first = evaluate(1, "one");
    assertThat(evaluate(1, "two")).isEqualTo(first);
    assertThat(evaluate(2, "three")).isNotEqualTo(first);
  }

  @Test
  void theFileHoldsEveryPartAndSaysThatItIsWhole() throws IOException {
    JsonNode root =
        JsonMapper.builder().build().readTree(evaluate(1, "out", EnumSet.allOf(Part.class)));
    assertThat(root.get("partial").asBoolean()).isFalse();
    assertThat(root.get("models").size()).isEqualTo(6);
    assertThat(root.at("/models/0/own_arrivals/rrase/ours").asDouble()).isPositive();
    assertThat(root.at("/models/0/reference/QLm").asDouble()).isEqualTo(.157);
    assertThat(root.at("/trace/all/rrase/QLm backlogged").asDouble()).isPositive();
    assertThat(root.at("/morning/2/talk_known").asDouble()).isEqualTo(1.25);
    assertThat(root.at("/machines/rrase/class-aware").asDouble()).isPositive();
    assertThat(root.get("targets").size()).isGreaterThan(10);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("must be", "Asterisk says");
  }

  @Test
  void aFolderThatHoldsOtherFilesIsLeftAlone() throws IOException {
    Path out = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(out.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> evaluate(1, "mine"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("letter.txt");
    assertThat(out.resolve(WaitsEvaluation.FILE)).doesNotExist();
  }

  @Test
  void sizesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() ->
            new WaitsOptions(
                1,
                5_000,
                6_000,
                1,
                null,
                null,
                EnumSet.allOf(Part.class),
                KnownEstimatorsTest.SETTINGS))
        .hasMessageContaining("own arrivals");
  }
}
