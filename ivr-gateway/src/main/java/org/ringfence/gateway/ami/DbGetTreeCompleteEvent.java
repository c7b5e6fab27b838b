package org.ringfence.gateway.ami;

import org.asteriskjava.manager.event.ResponseEvent;
import org.jspecify.annotations.Nullable;

/// The end of a database listing.
///
/// Public with setters because asterisk-java builds events by reflection.
public final class DbGetTreeCompleteEvent extends ResponseEvent {

  private static final long serialVersionUID = 1L;

  private @Nullable String eventList;
  private @Nullable Integer listItems;

  public DbGetTreeCompleteEvent(Object source) {
    super(source);
  }

  public @Nullable String getEventList() {
    return eventList;
  }

  public void setEventList(String eventList) {
    this.eventList = eventList;
  }

  public @Nullable Integer getListItems() {
    return listItems;
  }

  public void setListItems(Integer listItems) {
    this.listItems = listItems;
  }
}
