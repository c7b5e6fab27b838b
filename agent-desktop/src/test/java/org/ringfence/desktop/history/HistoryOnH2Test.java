package org.ringfence.desktop.history;

class HistoryOnH2Test extends HistoryContract {

  @Override
  HistorySettings settings() {
    return settings("jdbc:h2:file:" + folder.resolve("history"), "", "");
  }
}
