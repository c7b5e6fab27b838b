package org.ringfence.detector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.events.Attestation;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

/// Reads what people's calls usually look like; what each key means is said in the file.
final class UsualCallersFile {

  private static final int CONDUCTS = 8;
  private static final int SPANS = 24;
  private static final Pattern AREA = Pattern.compile("([2-9][0-9]{2})\\s+(0?\\.[0-9]+|[01])");

  private UsualCallersFile() {}

  /// @throws SettingsException with everything that is wrong in the file
  static UsualCallers read(Path file) {
    SettingsReader reader = SettingsReader.of(file, Map.of());
    UsualCallers usual =
        new UsualCallers(
            areas(reader),
            reader.number("elsewhere", 0, 1),
            reader.number("toll-free", 0, 1),
            reader.number("abroad", 0, 1),
            reader.number("withheld", 0, 1),
            reader.number("malformed", 0, 1),
            shares(reader, "attestation", Attestation.values().length),
            shares(reader, "conduct", CONDUCTS),
            shares(reader, "language-key-times", SPANS),
            shares(reader, "menu-key-times", SPANS));
    reader.finish();
    return usual;
  }

  private static Map<String, Double> areas(SettingsReader reader) {
    Map<String, Double> areas = new LinkedHashMap<>();
    for (String row : reader.texts("areas")) {
      Matcher area = AREA.matcher(row.strip());
      if (!area.matches()) {
        reader.problem(
            "areas", "\"" + row + "\" is not an area code and a share, such as \"612 0.20\"");
      } else if (areas.put(area.group(1), Double.valueOf(area.group(2))) != null) {
        reader.problem("areas", "area code " + area.group(1) + " is there twice");
      }
    }
    return areas;
  }

  private static List<Double> shares(SettingsReader reader, String key, int count) {
    List<Double> shares = new ArrayList<>();
    for (String text : reader.texts(key)) {
      try {
        double share = Double.parseDouble(text);
        if (share >= 0 && share <= 1) {
          shares.add(share);
          continue;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      reader.problem(key, "\"" + text + "\" is not a share from 0 to 1");
    }
    if (shares.size() != count && reader.has(key)) {
      reader.problem(key, "must have " + count + " shares, has " + shares.size());
    }
    return shares;
  }
}
