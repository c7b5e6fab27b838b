package org.ringfence.desktop.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.ringfence.desktop.TlsFiles;

/// TLS 1.2 and 1.3 from PEM files, which are read at the start.
final class TlsPort {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private TlsPort() {}

  /// @throws UncheckedIOException for files that cannot be read; the message says what they must be
  static ConnectionFactory[] factories(TlsFiles files, HttpConfiguration http) {
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    // The guard knows which names we answer to, also those that stand in no certificate.
    secure.setSniHostCheck(false);
    http.addCustomizer(secure);
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    try {
      context.setKeyStore(keyStore(files));
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      throw new UncheckedIOException(
          new IOException(
              "web.tls: the certificate and its key cannot be used: " + unusable.getMessage(),
              unusable));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          new IOException("web.tls: cannot be read: " + unreadable.getMessage(), unreadable));
    }
    context.setKeyStorePassword("");
    return new ConnectionFactory[] {
      new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http)
    };
  }

  private static KeyStore keyStore(TlsFiles files) throws IOException, GeneralSecurityException {
    List<? extends Certificate> chain;
    try (InputStream in = Files.newInputStream(Path.of(files.certificate()))) {
      chain = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(files.certificate() + " holds no certificate");
    }
    Matcher pem = KEY.matcher(Files.readString(Path.of(files.key())));
    if (!pem.find()) {
      throw new GeneralSecurityException(
          files.key() + " holds no PKCS #8 key in PEM (\"BEGIN PRIVATE KEY\")");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
    String algorithm = ((X509Certificate) chain.getFirst()).getPublicKey().getAlgorithm();
    PrivateKey key =
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("web", key, new char[0], chain.toArray(new Certificate[0]));
    return store;
  }
}
