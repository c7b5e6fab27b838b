package org.ringfence.platform.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.prompts.PromptsDesk.Brought;

/// What launchers answer, played by scripts; the real one is tried in
/// [org.ringfence.platform.e2e.PagePromptsE2eTest].
@Timeout(60)
final class SoundToolTest {

  private static final byte[] WAV = "RIFF".getBytes(StandardCharsets.US_ASCII);

  private @TempDir Path folder;

  private SoundTool tool(String script) throws IOException {
    Path launcher = folder.resolve("launcher");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    return new SoundTool(launcher, Duration.ofSeconds(2));
  }

  @Test
  void aRecordingIsTakenAsTheLauncherMadeItAndNothingIsLeftBehind() throws IOException {
    SoundTool tool =
        tool(
            "echo \"$1 $2 $3\" $(cat \"$4\") $(stat -c %a .) >"
                + folder
                + "/asked; pwd >"
                + folder
                + "/where; printf abcd >\"$5\"; printf '1.79\\t-20.0\\n'");
    assertThat(tool.bring("es", "welcome", WAV))
        .isEqualTo(
            new Brought.Sound(
                Base64.getEncoder().encodeToString("abcd".getBytes(StandardCharsets.US_ASCII)),
                1.79,
                -20.0));
    assertThat(folder.resolve("asked")).hasContent("prompt-sound es welcome RIFF 700");
    Path where = Path.of(Files.readString(folder.resolve("where")).strip());
    assertThat(where).doesNotExist();
  }

  @Test
  void whyItIsRefusedIsHandedOnInOneLine() throws IOException {
    assertThat(tool("echo 'is cut off'; echo more; exit 65").bring("es", "welcome", WAV))
        .isEqualTo(new Brought.Refused("is cut off"));
  }

  @Test
  void missingToolsAndOtherFailuresAreToldApart() throws IOException {
    assertThat(tool("echo sox is not installed; exit 69").bring("es", "welcome", WAV))
        .isEqualTo(new Brought.NotHere());
    assertThat(tool("exit 1").bring("es", "welcome", WAV)).isEqualTo(new Brought.Failed());
    assertThat(tool("echo nonsense").bring("es", "welcome", WAV)).isEqualTo(new Brought.Failed());
    assertThat(tool("printf '1.0\\t-20.0\\n'").bring("es", "welcome", WAV))
        .isEqualTo(new Brought.Failed());
    assertThat(
            tool("head -c 600000 /dev/zero >\"$5\"; printf '75.0\\t-20.0\\n'")
                .bring("es", "welcome", WAV))
        .isEqualTo(new Brought.Failed());
  }

  @Test
  void whatHangsIsEndedWithAllThatItStarted() throws IOException {
    SoundTool tool = tool("echo $$ >" + folder + "/pid; sleep 300 & wait");
    assertThat(tool.bring("es", "welcome", WAV)).isEqualTo(new Brought.Failed());
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void withoutALauncherThereIsNoTool() throws IOException {
    assertThat(new SoundTool(null).isReady()).isFalse();
    assertThat(new SoundTool(null).bring("es", "welcome", WAV)).isEqualTo(new Brought.NotHere());
    assertThat(new SoundTool(folder.resolve("none")).isReady()).isFalse();
    assertThat(tool("exit 0").isReady()).isTrue();
    assertThat(tool("exit 69").isReady()).isFalse();
  }

  @Test
  void threeAtOnceAreTooMany() throws Exception {
    SoundTool tool = tool("echo . >>" + folder + "/begun; sleep 1; exit 65");
    Thread one = Thread.ofVirtual().start(() -> tool.bring("es", "welcome", WAV));
    Thread two = Thread.ofVirtual().start(() -> tool.bring("es", "welcome", WAV));
    org.awaitility.Awaitility.await()
        .until(() ->
            Files.exists(folder.resolve("begun"))
                && Files.readAllLines(folder.resolve("begun")).size() == 2);
    assertThat(tool.bring("es", "welcome", WAV)).isEqualTo(new Brought.Busy());
    one.join();
    two.join();
    assertThat(tool.bring("es", "welcome", WAV)).isNotEqualTo(new Brought.Busy());
  }
}
