package org.ringfence.site;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What agents can be called: their ids are SIP users, and both stand in Asterisk's files.
public final class AgentNames {

  /// Sections of Asterisk's files that are no phones.
  private static final Set<String> RESERVED =
      Set.of("global", "system", "transport-udp", "transport-ws", "known-networks", "general");

  /// The trunk's endpoints, and all that begin so.
  private static final String TRUNK = "trunk";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,31}");
  private static final int LONGEST_NAME = 64;

  private AgentNames() {}

  /// What is wrong with an id.
  public static Optional<String> problemOfId(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.of("must be 1 to 32 of a-z 0-9, a letter first");
    }
    return isReserved(id)
        ? Optional.of("means something else in Asterisk's files; take another")
        : Optional.empty();
  }

  /// What is wrong with a name.
  public static Optional<String> problemOfName(String name) {
    boolean plain =
        !name.isBlank()
            && name.length() <= LONGEST_NAME
            && name.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || " .'-".indexOf(c) >= 0);
    return plain
        ? Optional.empty()
        : Optional.of("must be 1 to " + LONGEST_NAME + " letters, digits, blanks, dots, ' and -");
  }

  /// Whether a section of Asterisk's files has this name already.
  public static boolean isReserved(String name) {
    return RESERVED.contains(name) || name.startsWith(TRUNK);
  }
}
