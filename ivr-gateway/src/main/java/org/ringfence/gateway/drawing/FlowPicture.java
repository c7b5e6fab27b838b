package org.ringfence.gateway.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringfence.gateway.drawing.FlowLayout.Item;
import org.ringfence.gateway.drawing.FlowLayout.Path;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrNode;
import org.ringfence.gateway.ivr.Move;

/// A flow as one SVG file that needs nothing else, readable on light and dark pages.
public final class FlowPicture {

  private static final double BOX_WIDTH = 272;
  private static final double GAP = 26;
  private static final double MARGIN = 28;
  private static final double LAYER_GAP = 74;
  private static final double HEAD = 26;
  private static final double LINE = 16;
  private static final double START_ROOM = 34;

  private static final String STYLE =
      """
      text { font: 12px system-ui, sans-serif; fill: #1c2733; }
      .page { fill: #ffffff; }
      .box { fill: #f6f8fa; stroke: #aab4bf; }
      .name { font-weight: 600; font-size: 14px; }
      .kind, .fact, .count { fill: #55616e; }
      .kind { font-size: 11px; }
      .count { font-size: 11px; text-anchor: end; font-variant-numeric: tabular-nums; }
      .edge { fill: none; stroke: #7b8794; stroke-width: 1.5; }
      .tip { fill: #7b8794; }
      .label { font-size: 11px; text-anchor: middle; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
      .ask { fill: #2f6fd0; } .aside { fill: #7d57c2; } .say { fill: #16827c; }
      .hours { fill: #b07a10; } .join { fill: #2e8540; } .bye { fill: #b3402f; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e3e9ef; }
        .page { fill: #11161c; }
        .box { fill: #1b232c; stroke: #45515e; }
        .kind, .fact, .count { fill: #9fabb8; }
        .edge { stroke: #8793a0; } .tip { fill: #8793a0; }
        .label { stroke: #11161c; }
        .ask { fill: #5b95ee; } .aside { fill: #a785e6; } .say { fill: #3fb5ad; }
        .hours { fill: #dba53a; } .join { fill: #55b568; } .bye { fill: #e0705f; }
      }
      """;

  private final IvrFlow flow;
  private final Map<Move, Long> ways;
  private final Map<String, BoxText> texts = new HashMap<>();
  private final Map<String, String> kinds = new HashMap<>();
  private final FlowLayout layout;
  private final List<Double> tops = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  private FlowPicture(IvrFlow flow, Map<String, String> words, Map<Move, Long> ways) {
    this.flow = flow;
    this.ways = ways;
    String shownIn = flow.defaultLanguage().code();
    flow.nodes()
        .forEach((name, node) -> {
          texts.put(name, BoxText.of(node, words, shownIn));
          kinds.put(name, node.kind());
        });
    layout = new FlowLayout(flow, BOX_WIDTH, GAP);
  }

  /// @param words what prompts say, by `language/id`; an id stands in for what is missing
  /// @param ways how often callers came by each way; empty for a picture without counts
  public static String svg(IvrFlow flow, Map<String, String> words, Map<Move, Long> ways) {
    return new FlowPicture(flow, words, ways).draw();
  }

  private String draw() {
    double y = MARGIN + START_ROOM;
    for (int layer = 0; layer < layout.layers(); layer++) {
      tops.add(y);
      y += layerHeight(layer) + LAYER_GAP;
    }
    double width = layout.width() + 2 * MARGIN;
    double height = y - LAYER_GAP + MARGIN;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\">",
        width,
        height,
        width,
        height);
    line("<title>The questions that callers are asked</title>");
    line("<style>{}</style>", STYLE);
    line("<rect class=\"page\" width=\"{}\" height=\"{}\"/>", width, height);
    layout.paths().forEach(this::edge);
    root();
    layout.boxes().forEach(this::box);
    layout.paths().forEach(this::label);
    line("</svg>");
    return svg.toString();
  }

  private double layerHeight(int layer) {
    double most = 0;
    for (Map.Entry<String, Item> box : layout.boxes().entrySet()) {
      if (box.getValue().layer == layer) {
        most = Math.max(most, height(box.getKey()));
      }
    }
    return most;
  }

  private double height(String name) {
    return HEAD + LINE * text(name).lines() + 12;
  }

  private BoxText text(String name) {
    return texts.getOrDefault(name, new BoxText(List.of(), List.of()));
  }

  private double x(Item item) {
    return MARGIN + item.x;
  }

  private double top(Item item) {
    return tops.get(item.layer);
  }

  private void root() {
    Item start = layout.box(flow.start());
    double x = x(start);
    double y = top(start);
    line("<text class=\"label\" x=\"{}\" y=\"{}\">a call is answered</text>", x, y - 26);
    line("<path class=\"edge\" d=\"M{} {} V{}\"/>", x, y - 20, y - 6);
    tip(x, y);
  }

  private void tip(double x, double y) {
    line("<path class=\"tip\" d=\"M{} {} l-4.5 -8 h9 z\"/>", x, y);
  }

  /// Leaves downward and arrives downward; a layer that it passes is crossed straight.
  private void edge(Path path) {
    Item from = path.items().getFirst();
    Item to = path.items().getLast();
    double x = leaving(path);
    double y = top(from) + height(path.from());
    StringBuilder d = new StringBuilder(at("M{} {}", x, y));
    double floor = top(from) + layerHeight(from.layer);
    d.append(at(" V{}", floor));
    y = floor;
    for (Item item : path.items().subList(1, path.items().size())) {
      double nextX = item == to ? arriving(path) : x(item);
      double nextY = top(item) - (item == to ? 7 : 0);
      double bend = (nextY - y) / 2;
      d.append(at(" C{} {} {} {} {} {}", x, y + bend, nextX, nextY - bend, nextX, nextY));
      x = nextX;
      y = nextY;
      if (item != to) {
        y = top(item) + layerHeight(item.layer);
        d.append(at(" V{}", y));
      }
    }
    line("<path class=\"edge\" d=\"{}\"/>", d);
    tip(arriving(path), top(to));
  }

  /// Edges leave a box side by side, in the order in which they go apart.
  private double leaving(Path path) {
    List<Path> all = layout.paths().stream().filter(p -> p.from().equals(path.from())).toList();
    List<Path> sorted =
        all.stream().sorted(Comparator.comparingDouble(p -> p.items().get(1).x)).toList();
    return x(path.items().getFirst()) + spread(sorted.indexOf(path), sorted.size(), 0.74);
  }

  private double arriving(Path path) {
    List<Path> sorted =
        layout.paths().stream()
            .filter(p -> p.to().equals(path.to()))
            .sorted(Comparator.comparingDouble(p -> p.items().get(p.items().size() - 2).x))
            .toList();
    return x(path.items().getLast()) + spread(sorted.indexOf(path), sorted.size(), 0.4);
  }

  private static double spread(int index, int count, double share) {
    return (index - (count - 1) / 2.0) * BOX_WIDTH * share / Math.max(count - 1, 2);
  }

  private void label(Path path) {
    Item from = path.items().getFirst();
    double x = leaving(path);
    double y = top(from) + layerHeight(from.layer) + 15;
    for (String text : labels(path)) {
      line("<text class=\"label\" x=\"{}\" y=\"{}\">{}</text>", x, y, escaped(text));
      y += 13;
    }
  }

  private List<String> labels(Path path) {
    List<String> labels = new ArrayList<>();
    for (IvrNode.Exit exit : path.exits()) {
      if (exit.by().equals(IvrNode.Exit.ON)) {
        continue;
      }
      String answer =
          exit.answer().isEmpty() || exit.answer().equals(path.to()) ? "" : " " + exit.answer();
      String by = exit.by().length() == 1 ? "key " + exit.by() : exit.by();
      labels.add(by + answer + counted(new Move(path.from(), exit.by(), path.to())));
    }
    return labels;
  }

  private String counted(Move move) {
    return ways.isEmpty() ? "" : String.format(Locale.ROOT, " · %,d", ways.getOrDefault(move, 0L));
  }

  private void box(String name, Item item) {
    String kind = kinds.getOrDefault(name, "");
    double left = x(item) - BOX_WIDTH / 2;
    double y = top(item);
    line(
        "<g><rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>",
        left,
        y,
        BOX_WIDTH,
        height(name));
    line(
        "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"5\" height=\"{}\" rx=\"2\"/>",
        kind,
        left,
        y,
        height(name));
    line(
        "<text class=\"name\" x=\"{}\" y=\"{}\">{} <tspan class=\"kind\" dx=\"4\">{}</tspan></text>",
        left + 14,
        y + 18,
        escaped(name),
        kind);
    if (!ways.isEmpty()) {
      long count =
          ways.entrySet().stream()
              .filter(way -> way.getKey().to().equals(name))
              .mapToLong(Map.Entry::getValue)
              .sum();
      line(
          "<text class=\"count\" x=\"{}\" y=\"{}\">{}</text>",
          left + BOX_WIDTH - 10,
          y + 18,
          String.format(Locale.ROOT, "%,d", count));
    }
    double textY = y + HEAD + 12;
    for (String words : text(name).words()) {
      line("<text x=\"{}\" y=\"{}\">{}</text>", left + 14, textY, escaped(words));
      textY += LINE;
    }
    for (String fact : text(name).facts()) {
      line("<text class=\"fact\" x=\"{}\" y=\"{}\">{}</text>", left + 14, textY, escaped(fact));
      textY += LINE;
    }
    line("</g>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// A template with `{}` filled in order; lengths with one digit after the point.
  private static String at(String template, Object... values) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf("{}", from);
      filled.append(template, from, hole);
      filled.append(value instanceof Double length ? rounded(length) : value);
      from = hole + 2;
    }
    return filled.append(template, from, template.length()).toString();
  }

  private static String rounded(double length) {
    String text = String.format(Locale.ROOT, "%.1f", length);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void line(String template, Object... values) {
    svg.append(at(template, values)).append('\n');
  }
}
