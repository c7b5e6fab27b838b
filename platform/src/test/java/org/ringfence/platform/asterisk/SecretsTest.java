package org.ringfence.platform.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

  @TempDir private Path data;

  @Test
  void aSecretIsMadeOnceAndUsedAgainAfterARestart() throws IOException {
    String first = secrets().get("ami");

    assertThat(first).matches("[A-Za-z0-9]{32}");
    assertThat(secrets().get("ami")).isEqualTo(first);
  }

  @Test
  void twoNamesNeverShareASecret() throws IOException {
    var secrets = secrets();

    assertThat(secrets.get("agent-ana")).isNotEqualTo(secrets.get("agent-ben"));
  }

  @Test
  void onlyTheOwnerCanReadTheFolderAndTheFiles() throws IOException {
    secrets().get("ami");

    assertThat(permissions(data.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("secrets/ami"))).isEqualTo("rw-------");
  }

  @Test
  void aSecretThatOthersCanReadIsRefused() throws IOException {
    secrets().get("ami");
    Files.setPosixFilePermissions(
        data.resolve("secrets/ami"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> secrets().get("ami"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aDamagedSecretIsNamedAndNotUsed() throws IOException {
    secrets().get("ami");
    Files.writeString(data.resolve("secrets/ami"), "\n");

    assertThatThrownBy(() -> secrets().get("ami"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it for a new one");
  }

  @Test
  void aNameCannotLeaveTheFolder() throws IOException {
    var secrets = secrets();

    assertThatThrownBy(() -> secrets.get("../ami")).isInstanceOf(IllegalArgumentException.class);
  }

  private Secrets secrets() throws IOException {
    return new Secrets(data.resolve("secrets"), RandomGenerator.of("SecureRandom"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
