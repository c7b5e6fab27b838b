package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.accounts.TestAccounts;

/// The web behind a certificate of its own: real handshakes.
@Timeout(60)
class TlsTest {

  private static final char[] PASSWORD = "for the test only".toCharArray();

  @TempDir private Path folder;
  private final RunningDesktop around = new RunningDesktop();
  private Desktop web;
  private DesktopSettings settings;

  @BeforeEach
  void start() throws Exception {
    settings = settings(certificate("desk"));
    web = around.desktop(settings);
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
    around.close();
  }

  private static DesktopSettings settings(TlsFiles tls) {
    return new DesktopSettings(
        "127.0.0.1",
        0,
        ZoneId.of("UTC"),
        Duration.ofHours(1),
        4,
        List.of(),
        tls,
        TestAccounts.SETTINGS,
        Examples.PHONES);
  }

  private TlsFiles certificate(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "web",
                "-keyalg",
                "EC",
                "-dname",
                "CN=desk.example.org",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new TlsFiles(
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate("web").getEncoded()),
        pem(name + ".key", "PRIVATE KEY", keys.getKey("web", PASSWORD).getEncoded()));
  }

  private String pem(String file, String kind, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Path written = folder.resolve(file);
    Files.writeString(
        written, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    return written.toString();
  }

  private HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("https://127.0.0.1:" + web.port() + path);
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void our_own_programs_trust_the_certificate_of_the_settings() throws Exception {
    try (HttpClient own = settings.ownClient(Duration.ofSeconds(5))) {
      HttpResponse<String> answer = get(own, "/health/live");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
    }
  }

  @Test
  void another_certificate_is_not_trusted() throws Exception {
    DesktopSettings others = settings(certificate("other"));
    try (HttpClient other = others.ownClient(Duration.ofSeconds(5));
        HttpClient plain = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> get(other, "/health/live")).isInstanceOf(SSLException.class);
      assertThatThrownBy(() -> get(plain, "/health/live")).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void the_cookie_is_for_tls_only() throws Exception {
    try (HttpClient own = settings.ownClient(Duration.ofSeconds(5))) {
      String body = "{\"name\":\"sue\",\"password\":\"" + TestAccounts.PASSWORD + "\"}";
      HttpRequest signIn =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + web.port() + "/api/v1/session"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = own.send(signIn, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-ringfence-")
          .contains("; Secure");
    }
  }

  @Test
  void plain_http_gets_no_page() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(readSome(socket), StandardCharsets.ISO_8859_1);
      assertThat(answer).doesNotStartWith("HTTP/1.1 200").doesNotContain("<html");
    }
  }

  private static byte[] readSome(Socket socket) {
    try {
      return socket.getInputStream().readNBytes(200);
    } catch (IOException closed) {
      return new byte[0];
    }
  }

  @Test
  void a_client_that_offers_old_protocols_only_is_refused() throws Exception {
    SSLContext context = SSLContext.getDefault();
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), web.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }
}
