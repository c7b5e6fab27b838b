package org.ringfence.gateway.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.event.ResponseEvent;

/// Lists a family of Asterisk's database; asterisk-java has no such action.
///
/// Public with getters because asterisk-java builds actions by reflection.
public final class DbGetTreeAction extends AbstractManagerAction implements EventGeneratingAction {

  private static final long serialVersionUID = 1L;

  private final String family;

  DbGetTreeAction(String family) {
    this.family = family;
  }

  @Override
  public String getAction() {
    return "DBGetTree";
  }

  public String getFamily() {
    return family;
  }

  @Override
  public Class<? extends ResponseEvent> getActionCompleteEventClass() {
    return DbGetTreeCompleteEvent.class;
  }
}
