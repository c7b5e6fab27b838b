package org.ringfence.desktop.health;

/// How one part of the platform is.
///
/// @param component the part, such as `asterisk`
/// @param detail what is the case, as a sentence
/// @param whatToDo what the operator can do; empty when all is well
public record ComponentHealth(String component, State state, String detail, String whatToDo) {

  /// How well a part works.
  public enum State {
    UP,
    /// It works, but not as it should; calls are served.
    DEGRADED,
    DOWN
  }

  public static ComponentHealth up(String component, String detail) {
    return new ComponentHealth(component, State.UP, detail, "");
  }

  public static ComponentHealth degraded(String component, String detail, String whatToDo) {
    return new ComponentHealth(component, State.DEGRADED, detail, whatToDo);
  }

  public static ComponentHealth down(String component, String detail, String whatToDo) {
    return new ComponentHealth(component, State.DOWN, detail, whatToDo);
  }
}
