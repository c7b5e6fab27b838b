package org.ringfence.gateway.agi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/// An AGI connection that reads no more than a request can need: whoever sends endless lines, or
/// endless many, is cut off.
final class BoundedAgiSocket implements SocketConnectionFacade {

  /// A caller's name of 10 kB fits.
  static final int MAX_LINE_BYTES = 16_384;

  static final int MAX_BYTES = 65_536;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private int bytesLeft = MAX_BYTES;

  BoundedAgiSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 4_096);
    this.out = socket.getOutputStream();
  }

  /// A line without its end, or null at the end of the stream.
  @Override
  public @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    while (true) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      if (--bytesLeft < 0 || line.size() >= MAX_LINE_BYTES) {
        throw new IOException("the AGI request is too long");
      }
      if (next == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(next);
    }
  }

  @Override
  public void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }
}
