package org.ringfence.gateway.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.ringfence.gateway.PromptWords;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.Move;
import org.ringfence.gateway.ivr.TestFlows;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class FlowPictureTest {

  private static final Path IMAGE = Path.of("../docs/images/ivr.svg");

  private final IvrFlow flow = TestFlows.shipped();
  private final Map<String, String> words = PromptWords.read(Path.of("../config/prompts"));

  @Test
  void thePictureInTheDocumentsIsThatOfTheShippedFlow() throws IOException {
    assertThat(Files.readString(IMAGE))
        .as("make it anew: bin/ringfence ivr draw --out docs/images/ivr.svg")
        .isEqualTo(FlowPicture.svg(flow, words, Map.of()));
  }

  @Test
  void itIsXmlAndShowsEachNodeWithWhatIsSaidAndEachKey()
      throws IOException, SAXException, ParserConfigurationException {
    String svg = FlowPicture.svg(flow, words, Map.of());
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    flow.nodes().keySet().forEach(name -> assertThat(svg).contains(">" + name + " <tspan"));
    assertThat(svg)
        .contains("For English, press 1.", "needs enroll, specialist", "key 5 listed", "silence");
  }

  @Test
  void countsStandAtTheNodesAndAtTheWays() {
    String svg =
        FlowPicture.svg(
            flow,
            words,
            Map.of(
                new Move("", "", "hours"), 1_204L,
                new Move("hours", "open", "language"), 1_204L,
                new Move("language", "2", "purpose"), 31L));
    assertThat(svg).contains(">1,204</text>", "key 2 es · 31", "open · 1,204");
  }

  @Test
  void noTwoBoxesOfALayerTouchAndEachStandsBelowThoseThatLeadToIt() {
    FlowLayout layout = new FlowLayout(flow, 200, 20);
    List<FlowLayout.Item> boxes = List.copyOf(layout.boxes().values());
    for (FlowLayout.Item one : boxes) {
      for (FlowLayout.Item other : boxes) {
        if (one != other && one.layer == other.layer) {
          assertThat(Math.abs(one.x - other.x)).isGreaterThanOrEqualTo(219.9);
        }
      }
    }
    layout
        .paths()
        .forEach(path ->
            assertThat(layout.box(path.to()).layer).isGreaterThan(layout.box(path.from()).layer));
  }
}
