package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full, on a small file system of the test's own.
@Tag("asterisk")
@Timeout(180)
class FullDiskE2eTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;

  @Test
  void a_full_disk_costs_nobody_the_call_or_the_place_and_is_told_in_words()
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    if (run("mount", "-t", "tmpfs", "-o", "size=160m,mode=0700", "tmpfs", data.toString()) != 0) {
      System.out.println("FullDiskE2eTest was left out: only root can mount a small file system");
      return;
    }
    try (LivePlatform platform = LivePlatform.start(folder, Map.of());
        CallScene scene = new CallScene(platform)) {
      assertThat(platform.get("/health/ready").body()).contains("Make room");
      play(platform, scene, data.resolve("fill"));
    } finally {
      run("umount", "-l", data.toString());
    }
  }

  private static void play(LivePlatform platform, CallScene scene, Path fill) throws IOException {
    scene.callers(3, 2);
    scene.await(3, 0);
    List<String> before = scene.line();
    long since = System.nanoTime();

    fill(fill);

    Awaiting.until(
        SOON, () -> assertThat(platform.log()).contains("The disk is full", "make room"));
    scene.callers(1, 1);
    assertThat(scene.slowestAnswer(since, 1)).isLessThan(Duration.ofSeconds(1));

    Files.delete(fill);

    platform.awaitReady(SOON);
    scene.await(4, 0);
    List<String> after = new ArrayList<>(before);
    after.add(scene.line().getLast());
    Awaiting.until(SOON, () -> assertThat(scene.front()).isEqualTo(after));
    assertThat(scene.ended(since)).isEmpty();
  }

  /// Writes until there is no room for another byte.
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
