package org.ringfence.platform.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The platform's HTTP interface as the demonstration and the benchmarks use it.
public final class BoardClient {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI base;
  private final String token;

  /// @param token what this installation's own programs show; see `Installation#webToken`
  public BoardClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  public boolean isReady() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Whether the board is served, whatever else is not.
  public boolean hasBoard() {
    try {
      return get("/api/v1/board").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The board as `GET /api/v1/board` tells it.
  public JsonNode board() throws IOException {
    return json.readTree(get("/api/v1/board").body());
  }

  public void askAgentState(String agent, String state) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/agents/" + agent + "/state"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"state\":\"" + state + "\",\"reason\":\"\"}"))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "agent " + agent + ": " + response.statusCode() + " " + response.body());
    }
  }

  /// The values of all meters whose Prometheus line starts with `name` and holds `labels`.
  public List<Double> meters(String name, String labels) throws IOException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(labels))
        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .toList();
  }

  /// The sum of [#meters]; 0 when there is none.
  public double sum(String name, String labels) throws IOException {
    return meters(name, labels).stream().mapToDouble(Double::doubleValue).sum();
  }

  private HttpResponse<String> get(String path) throws IOException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
