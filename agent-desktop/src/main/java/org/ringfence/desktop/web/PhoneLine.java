package org.ringfence.desktop.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.phones.PhonePass;
import org.ringfence.events.AgentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line: a page on one side, Asterisk on the other.
///
/// Neither side is read further before the other has taken what was read, so one message waits at
/// most in each direction. A side that does not take one within [#PATIENCE] ends the line.
final class PhoneLine implements WebSocket.Listener {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String SUBPROTOCOL = "sip";
  private static final Logger log = LoggerFactory.getLogger(PhoneLine.class);

  private final Session browser;
  private final AgentId agent;
  private final String page;
  private final StringBuilder heard = new StringBuilder();
  private volatile Hold hold;
  private volatile @Nullable WebSocket asterisk;

  /// Because of what a line may go on.
  sealed interface Hold {
    /// A page of ours: as long as its session lasts.
    record BySession(Identity identity) implements Hold {}

    /// A page of another node: as long as that one vouches for it.
    record ByPass(PhonePass pass) implements Hold {}
  }

  PhoneLine(Session browser, AgentId agent, String page, Hold hold) {
    this.browser = browser;
    this.agent = agent;
    this.page = page;
    this.hold = hold;
  }

  AgentId agent() {
    return agent;
  }

  String page() {
    return page;
  }

  Hold hold() {
    return hold;
  }

  /// The other node vouches for the page for longer.
  void renew(PhonePass pass) {
    hold = new Hold.ByPass(pass);
  }

  /// @throws IOException when Asterisk does not answer
  void connect(HttpClient client, URI socket) throws IOException {
    asterisk =
        await(
            client
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .subprotocols(SUBPROTOCOL)
                .buildAsync(socket, this));
  }

  /// What the page said, on to Asterisk.
  void passOn(String message) {
    @Nullable WebSocket to = asterisk;
    if (to == null) {
      return;
    }
    try {
      await(to.sendText(message, true));
    } catch (IOException gone) {
      end(PhoneLines.FAILED, "Asterisk is away");
    }
  }

  private static <T> T await(CompletableFuture<T> coming) throws IOException {
    try {
      return coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException(failed.getCause() == null ? "no answer" : failed.getCause().toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped");
    }
  }

  /// What Asterisk said, on to the page; only then more is asked for.
  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    if (heard.length() + part.length() > PhoneLines.MAX_MESSAGE_CHARACTERS) {
      end(PhoneLines.FAILED, "too long a message");
      return null;
    }
    heard.append(part);
    if (!last) {
      from.request(1);
      return null;
    }
    String message = heard.toString();
    heard.setLength(0);
    browser.sendText(message, Callback.from(() -> from.request(1), failed -> hangUp()));
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end(PhoneLines.FAILED, "Asterisk closed the line");
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failed) {
    log.atDebug()
        .addKeyValue("agent", agent)
        .addKeyValue("why", failed.toString())
        .log("line broke");
    end(PhoneLines.FAILED, "Asterisk is away");
  }

  /// Ends both sides.
  ///
  /// @param code of RFC 6455, or one of [PhoneLines], which the page understands
  void end(int code, String reason) {
    browser.close(code, reason, Callback.NOOP);
    hangUp();
  }

  /// Ends Asterisk's side, which forgets the phone at once. What was said before still arrives.
  void hangUp() {
    @Nullable WebSocket to = asterisk;
    asterisk = null;
    if (to != null && !to.isOutputClosed()) {
      Thread.ofVirtual()
          .name("phone-line-end")
          .start(() -> {
            try {
              await(to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
            } catch (IOException gone) {
              log.atDebug().addKeyValue("agent", agent).log("line was closed already");
            }
            to.abort();
          });
    }
  }
}
