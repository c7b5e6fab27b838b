package org.ringfence.desktop.phones;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A STUN or TURN server, as browsers take it (W3C WebRTC, `RTCIceServer`).
///
/// @param urls such as `turn:turn.example.org:3478`
/// @param username null for a STUN server
/// @param credential null for a STUN server
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {

  public IceServer {
    urls = List.copyOf(urls);
  }

  @Override
  public String toString() {
    return "IceServer" + urls;
  }
}
