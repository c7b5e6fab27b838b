package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The library that speaks SIP in the browser, as its makers publish it: ES modules, read once from
/// the folder into which the launcher fetched it. Only what was found then is served.
final class SoftphoneFiles {

  static final String PREFIX = "/web/sip/";

  private static final int MAX_FILES = 1_000;
  private static final int MAX_BYTES = 4 * 1_024 * 1_024;
  private static final Logger log = LoggerFactory.getLogger(SoftphoneFiles.class);

  private final Map<String, byte[]> byPath = new LinkedHashMap<>();
  private String etag = "";

  /// @param folder null for none
  SoftphoneFiles(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      log.atInfo().log("the library of the phone in the browser is not installed");
      return;
    }
    try {
      read(folder);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + folder, unreadable);
    }
  }

  private void read(Path folder) throws IOException {
    MessageDigest digest = sha256();
    int bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".js") && Files.isRegularFile(path))
              .sorted()
              .limit(MAX_FILES)
              .toList()) {
        byte[] content = Files.readAllBytes(file);
        bytes += content.length;
        if (bytes > MAX_BYTES) {
          throw new IOException("more than " + MAX_BYTES + " bytes below " + folder);
        }
        digest.update(content);
        byPath.put(PREFIX + folder.relativize(file).toString().replace('\\', '/'), content);
      }
    }
    etag = "\"" + HexFormat.of().formatHex(digest.digest(), 0, 12) + "\"";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  boolean isEmpty() {
    return byPath.isEmpty();
  }

  void serve(Context request) {
    byte @Nullable [] content = byPath.get(request.path());
    if (content == null) {
      throw new Refusal(404, "path", "There is no such file.");
    }
    request.header("Cache-Control", "no-cache").header("ETag", etag);
    if (etag.equals(request.header("If-None-Match"))) {
      request.status(304);
    } else {
      request.contentType("text/javascript;charset=utf-8").result(content);
    }
  }
}
