package org.ringfence.desktop.history;

class ReportsOnH2Test extends ReportsContract {

  @Override
  HistorySettings settings() {
    return settings("jdbc:h2:file:" + folder.resolve("history"), "", "");
  }
}
