package org.ringfence.platform.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real Chromium whose microphone is Chromium's own test device, which beeps once a second.
final class PhoneBrowser implements AutoCloseable {

  /// Keeps what the page makes, so that a test can look at it and break it.
  private static final String WATCH =
      """
      window.made = { connections: [], sockets: [] };
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...given) { super(...given); made.connections.push(this); }
      };
      window.WebSocket = class extends WebSocket {
        constructor(...given) { super(...given); made.sockets.push(this); }
      };
      window.heard = async () => {
        const all = { packetsIn: 0, energyIn: 0, packetsOut: 0, energyOut: 0, relayed: 0 };
        const open = made.connections.findLast((each) => each.connectionState !== 'closed');
        for (const [, stat] of (await open?.getStats()) ?? []) {
          if (stat.type === 'inbound-rtp') { all.packetsIn = stat.packetsReceived; all.energyIn = stat.totalAudioEnergy; }
          if (stat.type === 'outbound-rtp') { all.packetsOut = stat.packetsSent; }
          if (stat.type === 'local-candidate' && stat.candidateType === 'relay') { all.relayed++; }
          if (stat.type === 'media-source') { all.energyOut = stat.totalAudioEnergy; }
        }
        return all;
      };
      window.level = async (hertz) => {
        const track = made.connections.findLast((each) => each.connectionState !== 'closed').getReceivers()[0].track;
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        analyser.fftSize = 4096;
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        await new Promise((done) => setTimeout(done, 600));
        const bins = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(bins);
        const peak = bins.indexOf(Math.max(...bins)) * context.sampleRate / analyser.fftSize;
        await context.close();
        return peak;
      };
      """;

  /// As in a network that lets nothing out but to the TURN server.
  private static final String RELAYED =
      """
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(settings) { super({ ...settings, iceTransportPolicy: 'relay' }); }
      };
      """;

  /// What the pages complained about.
  final List<String> complaints = new ArrayList<>();

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions()
              .setEnv(
                  Map.of(
                      "PLAYWRIGHT_NODEJS_PATH", "/usr/bin/node",
                      "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of("/usr/bin/chromium"))
                  .setArgs(
                      List.of(
                          "--headless=new",
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-background-networking",
                          "--no-first-run",
                          "--use-fake-device-for-media-stream",
                          "--use-fake-ui-for-media-stream",
                          "--autoplay-policy=no-user-gesture-required",
                          "--allow-loopback-in-peer-connection")));

  Page newPage() {
    // The certificates of tests sign themselves.
    Browser.NewContextOptions options = new Browser.NewContextOptions().setIgnoreHTTPSErrors(true);
    Page page = browser.newContext(options).newPage();
    page.addInitScript(WATCH);
    page.onPageError(complaints::add);
    page.onDialog(asked -> asked.accept());
    return page;
  }

  /// A page whose sound can take no way but a TURN server's.
  Page newRelayedPage() {
    Page page = newPage();
    page.addInitScript(RELAYED);
    return page;
  }

  /// As a machine that loses its power: no page can say anything any more.
  void dies() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("chromium"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
