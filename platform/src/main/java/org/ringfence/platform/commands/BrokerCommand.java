package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ringfence.broker.BrokerException;
import org.ringfence.platform.run.LoneBroker;
import org.ringfence.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `broker`: the event log alone, for several nodes that share it.
@Command(
    name = "broker",
    description = "Runs the broker alone, for nodes that share it; prints what they must set.")
public final class BrokerCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Override
  public Integer call() throws InterruptedException {
    try {
      LoneBroker broker = LoneBroker.start(options.read());
      Path properties = broker.clientProperties();
      System.out.println(
          "The broker takes records. Each node needs\n  kafka.bootstrap.servers = \""
              + broker.bootstrapServers()
              + "\"\n  kafka.client-properties = \""
              + properties
              + "\"");
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("stopping")
                  .unstarted(() -> {
                    broker.close();
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
    } catch (IOException failed) {
      System.err.println("The broker could not start: " + failed.getMessage());
      return ExitCode.FAILED;
    }
  }
}
