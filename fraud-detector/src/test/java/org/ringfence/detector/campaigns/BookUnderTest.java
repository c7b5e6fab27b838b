package org.ringfence.detector.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.Crowd;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.CampaignReported;

/// A book of campaigns on virtual time.
final class BookUnderTest {

  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");
  static final Crowd.Cell KEY_TIME = cell(83);

  private CampaignBook book = new CampaignBook(new LineId("16515550100"));
  private final List<Message> said = new ArrayList<>();
  private Instant now = START;
  private long lastNumber;

  static Crowd.Cell cell(int number) {
    return new Crowd.Cell(Trait.LANGUAGE_TIME, number, "language key, cell " + number);
  }

  CampaignBook book() {
    return book;
  }

  Instant now() {
    return now;
  }

  /// The same book in another process.
  void restart() {
    CampaignBook.Saved saved = book.save();
    book = new CampaignBook(new LineId("16515550100"));
    book.restore(saved);
  }

  /// An attempt of a new number, seen before its questions.
  CampaignId attempt(Crowd.Cell cell) {
    return book.sight(cell, sighting(++lastNumber, null, true, false), said);
  }

  /// An attempt of a new number that went through the questions before it was plain.
  CampaignId asked(Crowd.Cell cell, double languageSeconds, boolean keyed, boolean heard) {
    return book.sight(
        cell,
        new Sighting(now.toEpochMilli(), ++lastNumber, languageSeconds, keyed, heard, true),
        said);
  }

  Sighting sighting(
      @Nullable Long number, @Nullable Double languageSeconds, boolean heard, boolean over) {
    return new Sighting(now.toEpochMilli(), number, languageSeconds, false, heard, over);
  }

  CampaignId attempts(Crowd.Cell cell, int count) {
    CampaignId id = attempt(cell);
    for (int i = 1; i < count; i++) {
      attempt(cell);
    }
    return id;
  }

  /// Lets time pass and hears what is told.
  List<CampaignReported> after(Duration duration) {
    now = now.plus(duration);
    book.advance(now, said);
    return heard();
  }

  /// What is told since this was asked last.
  List<CampaignReported> heard() {
    List<CampaignReported> reports = said.stream().map(CampaignReported.class::cast).toList();
    said.clear();
    return reports;
  }
}
