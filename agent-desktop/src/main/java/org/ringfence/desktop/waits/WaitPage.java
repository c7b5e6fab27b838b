package org.ringfence.desktop.waits;

import java.time.ZoneId;
import java.util.Objects;
import org.ringfence.desktop.waits.PublicWait.Said;

/// The public page of one queue as HTML. It is whole without script; the script only brings it up
/// to date while it stands open.
final class WaitPage {

  private WaitPage() {}

  static String html(PublicWait wait, Tongue tongue, ZoneId zone) {
    WaitWords words = new WaitWords(tongue, zone);
    Said said = Objects.requireNonNull(wait.said().get(tongue.tag()));
    Tongue other = tongue == Tongue.EN ? Tongue.ES : Tongue.EN;
    String asked = "/wait/" + wait.queue() + "?lang=";
    return """
    <!doctype html>
    <html lang="%s">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <link rel="icon" href="/web/favicon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/web/wait.css">
      <script type="module" src="/web/wait.js"></script>
    </head>
    <body data-queue="%s">
      <main>
        <h1 data-said="title">%s</h1>
        <p class="state %s" data-said="state">%s</p>
        <section aria-live="polite">
          <h2%s>%s</h2>
          <p class="wait" data-said="predicted">%s</p>
          <p class="callbacks" data-said="callbacks">%s</p>
        </section>
        <p class="note"%s>%s</p>
        <p class="foot"><span data-said="asOf">%s</span><a href="%s">%s</a><a href="%s" hreflang="%s" lang="%s">%s</a></p>
      </main>
    </body>
    </html>
    """
        .formatted(
            tongue.tag(),
            escaped(said.title()),
            wait.queue(),
            escaped(said.title()),
            wait.state() == PublicWait.State.OPEN ? "open" : "closed",
            escaped(said.state()),
            said.predicted().isEmpty() ? " hidden" : "",
            escaped(words.heading()),
            escaped(said.predicted()),
            escaped(said.callbacks()),
            wait.predicted() == null ? " hidden" : "",
            escaped(words.note()),
            escaped(words.asOf(wait.asOf())),
            asked + tongue.tag(),
            escaped(words.again()),
            asked + other.tag(),
            other.tag(),
            other.tag(),
            other == Tongue.ES ? "Español" : "English");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
