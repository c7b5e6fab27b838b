package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A campaign of machines against a line, named when it is confirmed.
public record CampaignId(@JsonValue String value) implements Comparable<CampaignId> {

  @JsonCreator
  public CampaignId {
    Identifiers.requireToken("CampaignId", value);
  }

  @Override
  public int compareTo(CampaignId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
