package org.ringfence.platform.commands;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `reload`: tells the running platform to read the flow again.
@Command(
    name = "reload",
    description = "New calls get the flow as it is written now; a wrong one is not taken over.")
public final class ReloadCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int WRONG_FLOW = 422;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      PlatformSettings settings = options.read();
      URI wish = URI.create(settings.web().url()).resolve("/api/v1/ivr/reload");
      return told(settings, wish, Installation.in(settings).webToken());
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }

  private static int told(PlatformSettings settings, URI wish, String token)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(wish)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try (HttpClient http = settings.web().ownClient(PATIENCE)) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode said = JsonMapper.builder().build().readTree(response.body());
      if (response.statusCode() == WRONG_FLOW) {
        for (JsonNode mistake : said.path("mistakes")) {
          System.err.println(
              mistake.path("where").asString("") + ": " + mistake.path("message").asString(""));
        }
        System.err.println(
            said.path("mistakes").size() + " problem(s); new calls get the flow as before");
        return ExitCode.CONFIGURATION;
      }
      if (response.statusCode() != OK) {
        System.err.println("It was refused: " + said.path("error").asString(""));
        return ExitCode.FAILED;
      }
      System.out.println(
          "New calls get the flow " + said.path("flow").asString("") + "; others go on by theirs.");
      return ExitCode.OK;
    } catch (IOException away) {
      System.err.println(
          "Nobody answers at " + wish + "; is Ringfence up? A start reads the flow by itself.");
      return ExitCode.FAILED;
    }
  }
}
