package org.ringfence.platform.run;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/// Kafka's broker ends the process when its disk fails. Before it does, we say why in words.
final class KafkaExits {

  private KafkaExits() {}

  static void explain(Path data) {
    Exit.setHaltProcedure((status, message) -> {
      System.err.println(sentence(data, message));
      Runtime.getRuntime().halt(status);
    });
    Exit.setExitProcedure((status, message) -> {
      System.err.println(sentence(data, message));
      Runtime.getRuntime().halt(status);
    });
  }

  private static String sentence(Path data, String message) {
    String reason =
        message == null || message.isEmpty() ? "its log could not be written or read" : message;
    return "The event log in "
        + data.resolve("kafka")
        + " failed ("
        + reason
        + "). "
        + room(data)
        + " The process ends and is started again; callers stay in Asterisk.";
  }

  private static String room(Path data) {
    try {
      long free = DataRoom.freeBytes(data);
      return free < DataRoom.FULL_BYTES
          ? "The disk is full (" + free / 1024 + " kB free): make room."
          : "There is room on the disk ("
              + free / 1024 / 1024
              + " MB free): look at the disk's health and rights.";
    } catch (IOException unreadable) {
      return "The disk cannot be read: " + unreadable.getMessage() + ".";
    }
  }
}
