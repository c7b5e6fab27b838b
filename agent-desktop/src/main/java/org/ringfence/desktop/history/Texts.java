package org.ringfence.desktop.history;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringfence.events.PhoneNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Texts as they may be stored.
final class Texts {

  /// Fields that hold a caller's number whatever it looks like.
  private static final Set<String> NUMBER_FIELDS = Set.of("caller", "number");

  /// Digits by which a caller proves whose place it is.
  private static final String CODE_FIELD = "code";

  /// The site's own number is no secret, and names the line.
  private static final String LINE_FIELD = "line";

  /// Digits that stand alone; those of calls' and channels' names have a dash or a point beside
  /// them.
  private static final Pattern NUMBER_IN_TEXT =
      Pattern.compile("(?<![0-9A-Za-z./_:+-])\\+?[0-9]{8,15}(?![0-9A-Za-z_:-]|\\.[0-9])");

  private Texts() {}

  /// The text without what a database refuses: NUL, and halves of surrogate pairs.
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return mended(text);
      }
    }
    return text;
  }

  private static String mended(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '?' : c)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }

  /// The text with every telephone number in it masked.
  static String masked(String text) {
    return NUMBER_IN_TEXT.matcher(text).replaceAll(found -> PhoneNumber.of(found.group()).masked());
  }

  /// Masks every telephone number below a node, in place.
  static void mask(ObjectNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue() instanceof StringNode text) {
        if (NUMBER_FIELDS.contains(field.getKey())) {
          node.put(field.getKey(), PhoneNumber.of(text.stringValue()).masked());
        } else if (field.getKey().equals(CODE_FIELD)) {
          node.put(CODE_FIELD, "••••");
        } else if (!field.getKey().equals(LINE_FIELD)) {
          node.put(field.getKey(), masked(text.stringValue()));
        }
      } else {
        maskBelow(field.getValue());
      }
    }
  }

  private static void maskBelow(JsonNode node) {
    switch (node) {
      case ObjectNode object -> mask(object);
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          if (array.get(i) instanceof StringNode text) {
            array.set(i, StringNode.valueOf(masked(text.stringValue())));
          } else {
            maskBelow(array.get(i));
          }
        }
      }
      default -> {}
    }
  }
}
