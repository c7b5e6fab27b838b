package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of the pages, read once from the class path. Only what is listed here is served, so no
/// path that a browser sends is ever looked up anywhere.
final class PageFiles {

  /// The charts' library, as its package has it.
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final Map<String, String> FILES = files();

  private final Map<String, PageFile> byPath = new LinkedHashMap<>();

  PageFiles() {
    FILES.forEach((path, name) -> byPath.put(path, read(name, "/web/" + name)));
    byPath.put("/web/uPlot.js", read("uPlot.js", UPLOT + "uPlot.esm.js"));
    byPath.put("/web/uPlot.css", read("uPlot.css", UPLOT + "uPlot.min.css"));
  }

  /// The file of the path that was asked for, which is looked up in the list as it came.
  void serve(Context request) {
    @Nullable PageFile file = byPath.get(request.path());
    if (file == null) {
      throw new Refusal(404, "path", "There is no such page.");
    }
    // Always asked for again, hardly ever sent again.
    request.header("Cache-Control", "no-cache").header("ETag", file.etag);
    if (file.etag.equals(request.header("If-None-Match"))) {
      request.status(304);
    } else {
      request.contentType(file.type).result(file.bytes);
    }
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("/", "board.html");
    files.put("/agent", "agent.html");
    files.put("/statistics", "statistics.html");
    files.put("/sign-in", "sign-in.html");
    files.put("/ivr", "ivr.html");
    files.put("/wall", "wall.html");
    files.put("/admin", "admin.html");
    files.put("/reports", "reports.html");
    files.put("/sound", "sound.html");
    for (String name :
        new String[] {
          "style.css",
          "sign-in.css",
          "sign-in.js",
          "sentences.js",
          "session.js",
          "defence.css",
          "board.js",
          "defence.js",
          "alerts.js",
          "decide.js",
          "agent.js",
          "background.js",
          "phone.css",
          "phone.js",
          "sip-line.js",
          "sip-nodes.js",
          "softphone.js",
          "sounds.js",
          "wrap-up.js",
          "words-phone.js",
          "ivr.css",
          "ivr.js",
          "sound.css",
          "sound.js",
          "recording.js",
          "statistics.css",
          "statistics.js",
          "labels.js",
          "talk.css",
          "talk.js",
          "agents-grid.js",
          "live.js",
          "dom.js",
          "i18n.js",
          "admin.css",
          "admin.js",
          "admin-agents.js",
          "admin-dialog.js",
          "admin-hours.js",
          "words-admin.js",
          "prompts.css",
          "prompts.js",
          "prompt-dialogs.js",
          "recorder.js",
          "recorder-worklet.js",
          "words-prompts.js",
          "thresholds.js",
          "wall.css",
          "wall.js",
          "words-wall.js",
          "words.js",
          "words-agent.js",
          "words-board.js",
          "words-common.js",
          "words-defence.js",
          "words-errors.js",
          "words-ivr.js",
          "words-reasons.js",
          "words-recording.js",
          "words-sign-in.js",
          "words-site.js",
          "words-sound.js",
          "words-statistics.js",
          "words-talk.js",
          "chart.js",
          "wait.css",
          "wait.js",
          "reports.css",
          "reports.js",
          "report-tables.js",
          "report-charts.js",
          "call-story.js",
          "saved-reports.js",
          "screen-pop.js",
          "words-reports.js",
          "words-screen-pop.js",
          "words-story.js",
          "favicon.svg"
        }) {
      files.put("/web/" + name, name);
    }
    return files;
  }

  private static PageFile read(String name, String resource) {
    try (@Nullable InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the page file " + name + " is not in the jar");
      }
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new PageFile(bytes, type(name), "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the page file " + name, unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("no content type for " + name);
    };
  }

  /// A file as it is sent.
  private static final class PageFile {
    final byte[] bytes;
    final String type;
    final String etag;

    PageFile(byte[] bytes, String type, String etag) {
      this.bytes = bytes;
      this.type = type;
      this.etag = etag;
    }
  }
}
