package org.ringfence.platform.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP connection's way through the test, which can be cut: what is connected breaks, and nobody
/// gets through until it is mended.
final class CuttableProxy implements AutoCloseable {

  private static final int BUFFER = 8_192;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /// @param target the port on loopback that it leads to
  CuttableProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("proxy").daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void cut() {
    cut = true;
    open.forEach(CuttableProxy::end);
    open.clear();
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        if (cut) {
          end(near);
        } else {
          join(near);
        }
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void join(Socket near) {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(near);
      open.add(far);
      Thread.ofVirtual().start(() -> copy(near, far));
      Thread.ofVirtual().start(() -> copy(far, near));
    } catch (IOException refused) {
      end(near);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0 && !cut; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException broken) {
      end(from);
    }
    end(from);
    end(to);
    open.remove(from);
    open.remove(to);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
