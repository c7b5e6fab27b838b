package org.ringfence.desktop.history;

class FiguresOnH2Test extends FiguresContract {

  @Override
  HistorySettings settings() {
    return settings("jdbc:h2:file:" + folder.resolve("history"), "", "");
  }
}
