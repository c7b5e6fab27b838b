package org.ringfence.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One section of a settings file (HOCON), read key by key.
///
/// A wrong or missing key is noted and a harmless value returned, so that reading goes on and
/// everything wrong is told together: call [#finish()] on the root before any value is used. Keys
/// that nobody read are noted there as unknown.
public final class SettingsReader {

  private final SettingsNotes notes;
  private final Config config;
  private final String prefix;
  private final String sectionWhere;

  private SettingsReader(SettingsNotes notes, Config config, String prefix, String sectionWhere) {
    this.notes = notes;
    this.config = config;
    this.prefix = prefix;
    this.sectionWhere = sectionWhere;
  }

  /// Reads a file; `overrides` are `key=value` pairs that win over it (from a command line or the
  /// environment).
  ///
  /// @throws SettingsException when the file cannot be read or is not HOCON
  public static SettingsReader of(Path file, Map<String, String> overrides) {
    if (!Files.isReadable(file)) {
      throw new SettingsException(
          List.of(new SettingsProblem(file.toString(), "", "cannot be read; is the path right?")));
    }
    try {
      Config written =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setOriginDescription(file.toString()));
      Config won = written;
      for (Map.Entry<String, String> override : overrides.entrySet()) {
        won =
            ConfigFactory.parseString(
                    override.getKey() + "=" + override.getValue(),
                    ConfigParseOptions.defaults()
                        .setOriginDescription("override " + override.getKey()))
                .withFallback(won);
      }
      SettingsNotes notes = new SettingsNotes(file.toString());
      return new SettingsReader(notes, won.resolve(), "", file.toString());
    } catch (ConfigException broken) {
      throw new SettingsException(
          List.of(
              new SettingsProblem(
                  new SettingsNotes(file.toString()).where(broken.origin()),
                  "",
                  String.valueOf(broken.getMessage()))));
    }
  }

  /// A section that must be there.
  public SettingsReader section(String key) {
    @Nullable ConfigValue value = find(key, ConfigValueType.OBJECT, "a section { … }");
    String path = path(key);
    return value instanceof ConfigObject object
        ? new SettingsReader(notes, object.toConfig(), path, notes.where(value.origin()))
        : new SettingsReader(notes, ConfigFactory.empty(), path, sectionWhere);
  }

  /// The names of the sections or values directly below, in alphabetical order.
  public List<String> names() {
    return config.root().keySet().stream().sorted().toList();
  }

  /// The sections of a list of sections.
  public List<SettingsReader> sections(String key) {
    List<SettingsReader> sections = new ArrayList<>();
    if (find(key, ConfigValueType.LIST, "a list [ { … }, … ]") instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        ConfigValue item = list.get(i);
        String path = path(key) + "[" + i + "]";
        if (item instanceof ConfigObject object) {
          sections.add(
              new SettingsReader(notes, object.toConfig(), path, notes.where(item.origin())));
        } else {
          notes.add(notes.where(item.origin()), path, "must be a section { … }");
        }
      }
    }
    return sections;
  }

  /// Whether the key is written in this section; reading it is then due.
  public boolean has(String key) {
    return config.root().containsKey(key);
  }

  /// A text; must not be empty.
  public String text(String key) {
    String text = textOrEmpty(key);
    if (text.isEmpty() && has(key)) {
      problem(key, "must not be empty");
    }
    return text;
  }

  /// A text that may be empty.
  public String textOrEmpty(String key) {
    @Nullable ConfigValue value = find(key, ConfigValueType.STRING, "a text");
    return value == null ? "" : String.valueOf(value.unwrapped());
  }

  /// A whole number between two bounds, both allowed.
  public int integer(String key, int min, int max) {
    double number = number(key, min, max);
    if (number != Math.rint(number)) {
      problem(key, "must be a whole number");
    }
    return (int) number;
  }

  /// A number between two bounds, both allowed.
  public double number(String key, double min, double max) {
    @Nullable ConfigValue value = find(key, ConfigValueType.NUMBER, "a number");
    if (value == null) {
      return min;
    }
    double number;
    try {
      number = Double.parseDouble(String.valueOf(value.unwrapped()));
    } catch (NumberFormatException notANumber) {
      problem(key, "must be a number, not \"" + value.unwrapped() + "\"");
      return min;
    }
    if (!(number >= min && number <= max)) {
      problem(
          key, "must be between " + plain(min) + " and " + plain(max) + ", not " + plain(number));
      return min;
    }
    return number;
  }

  public boolean flag(String key) {
    @Nullable ConfigValue value = find(key, ConfigValueType.BOOLEAN, "true or false");
    return value != null && "true".equals(String.valueOf(value.unwrapped()));
  }

  /// A duration such as `45s`, `200 ms`, `4h`, between two bounds, both allowed.
  public Duration duration(String key, Duration min, Duration max) {
    @Nullable ConfigValue value = find(key, ConfigValueType.STRING, "a duration such as 45s");
    if (value == null) {
      return min;
    }
    try {
      Duration duration = config.getDuration(ConfigUtil.joinPath(key));
      if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
        problem(key, "must be between " + words(min) + " and " + words(max));
        return min;
      }
      return duration;
    } catch (ConfigException broken) {
      problem(key, "must be a duration such as 45s or 200ms, not \"" + value.unwrapped() + "\"");
      return min;
    }
  }

  /// One of an enum's constants, written in lower case.
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String text = text(key);
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    if (!text.isEmpty()) {
      problem(
          key,
          "must be one of "
              + Arrays.toString(constants).toLowerCase(Locale.ROOT)
              + ", not "
              + text);
    }
    return constants[0];
  }

  /// A list of texts.
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (find(key, ConfigValueType.LIST, "a list [ \"…\" ]") instanceof ConfigList list) {
      for (ConfigValue item : list) {
        if (item.valueType() == ConfigValueType.STRING
            || item.valueType() == ConfigValueType.NUMBER) {
          texts.add(String.valueOf(item.unwrapped()));
        } else {
          notes.add(notes.where(item.origin()), path(key), "must hold texts only");
        }
      }
    }
    return texts;
  }

  /// A value made from a text; an [IllegalArgumentException] of `maker` becomes a problem with its
  /// message.
  public <T> T value(String key, Function<String, T> maker, T harmless) {
    String text = text(key);
    if (text.isEmpty()) {
      return harmless;
    }
    try {
      return maker.apply(text);
    } catch (IllegalArgumentException wrong) {
      problem(key, String.valueOf(wrong.getMessage()));
      return harmless;
    }
  }

  /// Notes a problem of meaning at a key, for checks that need more than one value.
  public void problem(String key, String message) {
    notes.add(whereIs(key), path(key), message);
  }

  /// The file and line of a key, for messages of whoever checks more.
  public String whereIs(String key) {
    @Nullable ConfigValue value = config.root().get(key);
    return value == null ? sectionWhere : notes.where(value.origin());
  }

  /// Notes every key that nobody read, then fails when anything was noted.
  ///
  /// @throws SettingsException with every problem
  public void finish() {
    notes.finish(config.root());
  }

  private @Nullable ConfigValue find(String key, ConfigValueType type, String wanted) {
    notes.noteRead(path(key));
    @Nullable ConfigValue value = config.root().get(key);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      notes.add(sectionWhere, path(key), "is missing; it must be " + wanted);
      return null;
    }
    boolean scalar =
        value.valueType() != ConfigValueType.OBJECT && value.valueType() != ConfigValueType.LIST;
    boolean scalarWanted = type != ConfigValueType.OBJECT && type != ConfigValueType.LIST;
    boolean fits =
        switch (type) {
          case BOOLEAN -> List.of("true", "false").contains(String.valueOf(value.unwrapped()));
          default -> scalarWanted ? scalar : value.valueType() == type;
        };
    if (!fits) {
      notes.add(notes.where(value.origin()), path(key), "must be " + wanted);
      return null;
    }
    return value;
  }

  private String path(String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
