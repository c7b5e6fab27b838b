package org.ringfence.platform.commands;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ringfence.broker.BrokerException;
import org.ringfence.platform.run.Services;
import org.ringfence.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `run`: all services in this process, until it is told to stop.
@Command(
    name = "run",
    description = "Runs all services in this process (Asterisk is started by bin/ringfence up).")
public final class RunCommand implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--rehearse",
      hidden = true,
      description =
          "play so many calls without Asterisk, then end: how the launcher makes the start cache")
  private int rehearsedCalls;

  @Override
  public Integer call() throws InterruptedException {
    try {
      Services services = Services.start(options.read());
      if (rehearsedCalls > 0) {
        services.rehearse(rehearsedCalls);
        services.close();
        return ExitCode.OK;
      }
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("stopping")
                  .unstarted(() -> {
                    services.close();
                    stopped.countDown();
                  }));
      stopped.await();
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (BrokerException failed) {
      System.err.println(failed.getMessage());
      return failed.isPermanent() ? ExitCode.CONFIGURATION : ExitCode.FAILED;
    } catch (BindException taken) {
      System.err.println(taken.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (IOException | IllegalStateException failed) {
      log.atError().setCause(failed).log("the services could not be started");
      System.err.println("Ringfence could not start: " + failed.getMessage());
      return ExitCode.FAILED;
    }
  }
}
