package org.ringfence.desktop;

/// The PEM files by which the web speaks TLS.
///
/// @param certificate the certificate and what leads to its root; empty for no TLS
/// @param key its private key, PKCS #8 without a password
public record TlsFiles(String certificate, String key) {

  public static final TlsFiles NONE = new TlsFiles("", "");

  /// @throws IllegalArgumentException when only one is named
  public TlsFiles {
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new IllegalArgumentException("certificate and key belong together: set both or none");
    }
  }

  public boolean areGiven() {
    return !certificate.isEmpty();
  }
}
