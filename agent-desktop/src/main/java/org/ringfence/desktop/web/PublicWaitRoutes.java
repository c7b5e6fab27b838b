package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.Map;
import org.ringfence.desktop.waits.PublicWaitSettings;
import org.ringfence.desktop.waits.PublicWaits;
import org.ringfence.desktop.waits.PublicWaits.Answer;
import org.ringfence.desktop.waits.Tongue;

/// What anybody may ask: the waits that the operator published. Other web sites may read the JSON
/// and, where the settings say so, show the page; neither tells who asks, nor sets anything.
final class PublicWaitRoutes {

  private final PublicWaits waits;
  private final String cacheControl;
  private final Map<String, String> pageHeaders;

  PublicWaitRoutes(PublicWaits waits, PublicWaitSettings settings) {
    this.waits = waits;
    cacheControl = "public, max-age=" + settings.maxAge().toSeconds();
    String ancestors =
        settings.frameAncestors().isEmpty()
            ? "'none'"
            : String.join(" ", settings.frameAncestors());
    pageHeaders =
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
                + ancestors
                + "; require-trusted-types-for 'script'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "cross-origin");
  }

  /// Whether this is what anybody may ask for, from any web page.
  static boolean isPublic(Context request) {
    String path = request.path();
    return path.startsWith("/wait/") || path.startsWith("/api/v1/public/");
  }

  /// Other headers than those of our own pages: they may not be framed.
  void headers(Context request) {
    pageHeaders.forEach(request::header);
  }

  void page(Context request) {
    Tongue tongue = Tongue.of(request.queryParam("lang"), request.header("Accept-Language"));
    Answer page =
        waits.findPage(request.pathParam("queue"), tongue).orElseThrow(PublicWaitRoutes::nothing);
    request.header("Vary", "Accept-Language");
    answer(request, page, "text/html;charset=utf-8");
  }

  void json(Context request) {
    Answer json = waits.findJson(request.pathParam("queue")).orElseThrow(PublicWaitRoutes::nothing);
    request.header("Access-Control-Allow-Origin", "*");
    answer(request, json, "application/json");
  }

  private void answer(Context request, Answer answer, String type) {
    request.header("Cache-Control", cacheControl).header("ETag", answer.etag());
    if (answer.etag().equals(request.header("If-None-Match"))) {
      request.status(304);
    } else {
      request.contentType(type).result(answer.bytes());
    }
  }

  private static Refusal nothing() {
    return new Refusal(404, "path", "No wait is published under this name.");
  }
}
