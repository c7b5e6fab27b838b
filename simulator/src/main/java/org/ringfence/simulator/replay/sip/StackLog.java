package org.ringfence.simulator.replay.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the SIP stack says, passed on to our log: its errors and warnings only. JAIN-SIP makes it
/// by its name; its own logger would need log4j 1.
public final class StackLog implements StackLogger {

  private static final Logger log = LoggerFactory.getLogger(StackLog.class);

  public StackLog() {}

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(@Nullable Throwable thrown) {
    log.atDebug().setCause(thrown).log("SIP stack");
  }

  @Override
  public void logDebug(@Nullable String text) {}

  @Override
  public void logDebug(@Nullable String text, @Nullable Exception thrown) {}

  @Override
  public void logTrace(@Nullable String text) {}

  @Override
  public void logFatalError(@Nullable String text) {
    log.atError().log(text);
  }

  @Override
  public void logError(@Nullable String text) {
    log.atDebug().log(text);
  }

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return level <= TRACE_ERROR;
  }

  @Override
  public void logError(@Nullable String text, @Nullable Exception thrown) {
    log.atDebug().setCause(thrown).log(text);
  }

  @Override
  public void logWarning(@Nullable String text) {
    log.atDebug().log(text);
  }

  @Override
  public void logInfo(@Nullable String text) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(@Nullable String stamp) {}

  @Override
  public void setStackProperties(@Nullable Properties properties) {}

  @Override
  public String getLoggerName() {
    return "sip";
  }
}
