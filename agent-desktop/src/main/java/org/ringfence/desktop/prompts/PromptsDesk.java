package org.ringfence.desktop.prompts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What callers of this node hear, and what can be heard instead.
///
/// A change is said on the bus by who asked for it; this desk shows it when it is in place here.
public interface PromptsDesk {

  /// The longest recording that is taken, in seconds.
  int LONGEST_SECONDS = 60;

  /// Where the sound of a prompt comes from.
  enum Source {
    RECORDED,
    DEBIAN,
    VOICE,
    PAGE,
    /// Nothing is heard: there is no voice for this language, and nobody recorded it yet.
    NONE
  }

  /// A prompt as it is heard here now.
  ///
  /// @param words what the catalogue says; empty when it has the prompt no longer
  /// @param offered whether callers are offered its language
  /// @param seconds 0 without a sound
  /// @param author who gave or took back the sound on the page, or null when nobody did
  record PromptView(
      String language,
      String prompt,
      String words,
      boolean offered,
      double seconds,
      Source source,
      @Nullable String author,
      @Nullable Instant at,
      @Nullable String reason) {}

  /// All prompts that there are or could be.
  ///
  /// @param recordable whether recordings can be taken on this machine
  record Prompts(List<PromptView> prompts, boolean recordable) {
    public Prompts {
      prompts = List.copyOf(prompts);
    }
  }

  Prompts prompts();

  Optional<PromptView> find(String language, String prompt);

  /// What callers hear for a prompt that there is: 8 kHz mu-law; empty when nothing is heard.
  Optional<byte[]> sound(String language, String prompt);

  /// What became of a recording.
  sealed interface Brought {

    /// @param ulaw 8 kHz mu-law in whole frames of 20 ms, as Base64
    /// @param dbm0 the level of active speech
    record Sound(String ulaw, double seconds, double dbm0) implements Brought {}

    /// @param why continues "the recording …"
    record Refused(String why) implements Brought {}

    /// The tools are not on this machine.
    record NotHere() implements Brought {}

    /// Others are at it.
    record Busy() implements Brought {}

    /// The tools broke; the log says why.
    record Failed() implements Brought {}
  }

  /// Brings a recording to the form of all prompts; it is not played by that. Takes up to half a
  /// minute.
  ///
  /// @param wav the file as it came, of anybody
  Brought bring(String language, String prompt, byte[] wav);

  /// What would be wrong with the flow if a prompt had another sound, which a start would refuse;
  /// empty when it is as right as before.
  ///
  /// @param seconds of the other sound, or null for the one that was built
  Optional<String> harm(String language, String prompt, @Nullable Double seconds);
}
