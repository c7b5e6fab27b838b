package org.ringfence.platform.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One template on its way to a file: settings put in, repeated lines written out, problems
/// collected with file and line.
final class TemplateText {

  private static final Pattern PLACEHOLDER = Pattern.compile("@\\{([^}]*)}");
  private static final String EACH = ";@each ";
  private static final String END = ";@end";

  private final String file;
  private final List<String> lines;
  private final Map<String, String> settings;
  private final Map<String, List<Map<String, String>>> lists;
  private final List<String> problems;
  private final Set<String> used;
  private final StringBuilder text = new StringBuilder();

  TemplateText(
      String file,
      List<String> lines,
      Map<String, String> settings,
      Map<String, List<Map<String, String>>> lists,
      List<String> problems,
      Set<String> used) {
    this.file = file;
    this.lines = lines;
    this.settings = settings;
    this.lists = lists;
    this.problems = problems;
    this.used = used;
  }

  String text() {
    String open = null;
    int openedAt = 0;
    var block = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(EACH)) {
        if (open != null) {
          problems.add(at(i) + "a list within a list");
        }
        open = line.substring(EACH.length()).strip();
        openedAt = i;
        block.clear();
      } else if (line.strip().equals(END)) {
        repeat(open, openedAt, block);
        open = null;
      } else if (open != null) {
        block.add(line);
      } else {
        append(line, i, Map.of());
      }
    }
    if (open != null) {
      problems.add(at(openedAt) + EACH + open + " has no " + END);
    }
    return text.toString();
  }

  private void repeat(@Nullable String list, int openedAt, List<String> block) {
    var entries = list == null ? null : lists.get(list);
    if (list == null || entries == null) {
      problems.add(at(openedAt) + "a list that does not exist, known are " + lists.keySet());
      return;
    }
    used.add(list);
    for (var entry : entries) {
      for (int i = 0; i < block.size(); i++) {
        append(block.get(i), openedAt + 1 + i, entry);
      }
    }
  }

  private void append(String line, int index, Map<String, String> entry) {
    // A comment may speak of @{...} without meaning a setting.
    boolean comment = line.stripLeading().startsWith(";");
    Matcher matcher = PLACEHOLDER.matcher(line);
    var filled = new StringBuilder();
    while (!comment && matcher.find()) {
      matcher.appendReplacement(
          filled, Matcher.quoteReplacement(value(matcher.group(1), index, entry)));
    }
    if (comment) {
      filled.append(line);
    } else {
      matcher.appendTail(filled);
    }
    text.append(filled).append('\n');
  }

  private String value(String name, int index, Map<String, String> entry) {
    String own = entry.get(name);
    String value = own != null ? own : settings.get(name);
    if (value == null) {
      problems.add(at(index) + "no setting is called @{" + name + "}");
      return "";
    }
    used.add(name);
    return value;
  }

  private String at(int index) {
    return file + " line " + (index + 1) + ": ";
  }
}
