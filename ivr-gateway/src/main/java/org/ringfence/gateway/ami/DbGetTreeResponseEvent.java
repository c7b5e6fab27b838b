package org.ringfence.gateway.ami;

import org.asteriskjava.manager.event.ResponseEvent;
import org.jspecify.annotations.Nullable;

/// One entry of a database family.
///
/// Public with setters because asterisk-java builds events by reflection.
public final class DbGetTreeResponseEvent extends ResponseEvent {

  private static final long serialVersionUID = 1L;

  private @Nullable String key;
  private @Nullable String val;

  public DbGetTreeResponseEvent(Object source) {
    super(source);
  }

  public @Nullable String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public @Nullable String getVal() {
    return val;
  }

  public void setVal(String val) {
    this.val = val;
  }
}
