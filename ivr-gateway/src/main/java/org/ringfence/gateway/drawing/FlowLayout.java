package org.ringfence.gateway.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrNode;

/// Where the nodes of a flow stand: in layers from top to bottom, each below all that lead to it.
///
/// The method is that of Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of
/// Hierarchical System Structures" (1981): longest-path layers, points on the layers that an edge
/// passes, order by barycenters, then places as near to the neighbours as the order lets.
final class FlowLayout {

  private static final int SWEEPS = 12;

  private final Map<String, Integer> layerOf = new HashMap<>();
  private final List<List<Item>> layers = new ArrayList<>();
  private final Map<String, Item> boxes = new LinkedHashMap<>();
  private final List<Path> paths = new ArrayList<>();
  private final double boxWidth;
  private final double gap;

  /// A box, or a point at which an edge passes a layer.
  static final class Item {
    final double width;
    double x;
    int layer;
    final List<Item> above = new ArrayList<>();
    final List<Item> below = new ArrayList<>();

    Item(int layer, double width) {
      this.layer = layer;
      this.width = width;
    }
  }

  /// An edge.
  ///
  /// @param items the boxes at its ends, and the points between
  /// @param exits the ways out that it stands for, all to one node
  record Path(String from, String to, List<Item> items, List<IvrNode.Exit> exits) {}

  FlowLayout(IvrFlow flow, double boxWidth, double gap) {
    this.boxWidth = boxWidth;
    this.gap = gap;
    flow.nodes().keySet().forEach(name -> layerOf.put(name, 0));
    // Each round of a graph without circles settles a layer more.
    for (int round = 0; round < flow.nodes().size(); round++) {
      flow.nodes()
          .forEach((name, node) ->
              node.exits()
                  .forEach(exit ->
                      layerOf.merge(exit.next(), layerOf.getOrDefault(name, 0) + 1, Math::max)));
    }
    flow.nodes()
        .keySet()
        .forEach(name -> boxes.put(name, add(layerOf.getOrDefault(name, 0), boxWidth)));
    flow.nodes().forEach(this::connect);
    order();
    place();
  }

  private Item add(int layer, double width) {
    while (layers.size() <= layer) {
      layers.add(new ArrayList<>());
    }
    Item item = new Item(layer, width);
    layers.get(layer).add(item);
    return item;
  }

  private void connect(String name, IvrNode node) {
    Map<String, List<IvrNode.Exit>> byTarget = new LinkedHashMap<>();
    node.exits()
        .forEach(exit -> byTarget.computeIfAbsent(exit.next(), any -> new ArrayList<>()).add(exit));
    byTarget.forEach((target, exits) -> {
      Item from = box(name);
      Item to = box(target);
      List<Item> items = new ArrayList<>(List.of(from));
      for (int layer = from.layer + 1; layer < to.layer; layer++) {
        items.add(add(layer, 0));
      }
      items.add(to);
      for (int i = 1; i < items.size(); i++) {
        items.get(i - 1).below.add(items.get(i));
        items.get(i).above.add(items.get(i - 1));
      }
      paths.add(new Path(name, target, List.copyOf(items), List.copyOf(exits)));
    });
  }

  private void order() {
    for (List<Item> layer : layers) {
      for (int i = 0; i < layer.size(); i++) {
        layer.get(i).x = i;
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Item> layer = layers.get(down ? i : layers.size() - 1 - i);
        layer.sort(
            Comparator.comparingDouble(item -> mean(down ? item.above : item.below, item.x)));
        for (int at = 0; at < layer.size(); at++) {
          layer.get(at).x = at;
        }
      }
    }
  }

  private static double mean(List<Item> neighbours, double otherwise) {
    return neighbours.stream().mapToDouble(item -> item.x).average().orElse(otherwise);
  }

  private void place() {
    for (List<Item> layer : layers) {
      double x = 0;
      for (Item item : layer) {
        item.x = x + item.width / 2;
        x += item.width + gap;
      }
    }
    for (int sweep = 0; sweep < SWEEPS * 2; sweep++) {
      boolean down = sweep % 2 == 0;
      for (List<Item> layer : down ? layers : layers.reversed()) {
        pull(layer, down);
      }
    }
    double left =
        boxes.values().stream().mapToDouble(item -> item.x - item.width / 2).min().orElse(0);
    left =
        Math.min(
            left,
            paths.stream()
                .flatMap(path -> path.items.stream())
                .mapToDouble(item -> item.x - item.width / 2)
                .min()
                .orElse(left));
    for (List<Item> layer : layers) {
      for (Item item : layer) {
        item.x -= left;
      }
    }
  }

  /// Moves each item to the middle of its neighbours, then apart again: what is left of the middle
  /// from right to left, what is right of it from left to right.
  private void pull(List<Item> layer, boolean down) {
    double[] wanted = new double[layer.size()];
    for (int i = 0; i < layer.size(); i++) {
      Item item = layer.get(i);
      wanted[i] = mean(down ? item.above : item.below, item.x);
    }
    double[] fromLeft = wanted.clone();
    double[] fromRight = wanted.clone();
    for (int i = 1; i < wanted.length; i++) {
      fromLeft[i] = Math.max(fromLeft[i], fromLeft[i - 1] + apart(layer, i));
    }
    for (int i = wanted.length - 2; i >= 0; i--) {
      fromRight[i] = Math.min(fromRight[i], fromRight[i + 1] - apart(layer, i + 1));
    }
    for (int i = 0; i < wanted.length; i++) {
      layer.get(i).x = (fromLeft[i] + fromRight[i]) / 2;
    }
  }

  private double apart(List<Item> layer, int index) {
    return layer.get(index - 1).width / 2 + gap + layer.get(index).width / 2;
  }

  Item box(String name) {
    Item box = boxes.get(name);
    if (box == null) {
      throw new IllegalArgumentException("no node " + name);
    }
    return box;
  }

  Map<String, Item> boxes() {
    return boxes;
  }

  List<Path> paths() {
    return paths;
  }

  int layers() {
    return layers.size();
  }

  double width() {
    double right = boxWidth;
    for (List<Item> layer : layers) {
      for (Item item : layer) {
        right = Math.max(right, item.x + item.width / 2);
      }
    }
    return right;
  }
}
