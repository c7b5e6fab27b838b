package org.ringfence.gateway.ivr;

import java.util.List;

/// What the dialplan is to do next with a caller: play prompts (paths below Asterisk's sounds
/// folder, none is allowed too), then go on in the state that the caller has afterwards.
public sealed interface Step {

  IvrState state();

  List<String> prompts();

  /// The value of `RF_DO`.
  default String encoded() {
    String tail = "|" + state().token() + "|" + String.join("&", prompts());
    return switch (this) {
      case Ask ask -> "ask" + tail + "|" + ask.seconds() + "|" + ask.keys();
      case Say say -> "say" + tail;
      case Join join -> "join" + tail + (join.recordable() ? "|told" : "");
      case Bye bye -> "bye" + tail;
    };
  }

  /// Play, then wait for keys, which may come while the prompts play.
  ///
  /// @param seconds silence that counts as no (further) key
  /// @param keys how many keys are waited for
  record Ask(IvrState state, List<String> prompts, int seconds, int keys) implements Step {
    public Ask {
      prompts = List.copyOf(prompts);
    }
  }

  /// Play, then ask again what to do.
  record Say(IvrState state, List<String> prompts) implements Step {
    public Say {
      prompts = List.copyOf(prompts);
    }
  }

  /// Play, then go to the line.
  ///
  /// @param recordable whether talks of this caller may be recorded once the prompts were played
  record Join(IvrState state, List<String> prompts, boolean recordable) implements Step {
    public Join {
      prompts = List.copyOf(prompts);
    }

    /// Without a recording.
    public Join(IvrState state, List<String> prompts) {
      this(state, prompts, false);
    }
  }

  /// Play, then hang up.
  record Bye(IvrState state, List<String> prompts) implements Step {
    public Bye {
      prompts = List.copyOf(prompts);
    }
  }
}
